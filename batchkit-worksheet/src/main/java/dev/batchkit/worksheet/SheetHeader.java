package dev.batchkit.worksheet;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.batchkit.spi.RowEdits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the columns of a worksheet stand, and what its lines say. */
final class SheetHeader {
  private final Map<String, Integer> places;
  private final List<String> fields;
  private final boolean usable;

  private SheetHeader(Map<String, Integer> places, List<String> fields, boolean usable) {
    this.places = places;
    this.fields = fields;
    this.usable = usable;
  }

  static SheetHeader of(List<String> names, List<String> fields, RowEdits.Taker taker) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      if (places.putIfAbsent(name, i) != null && !name.isEmpty()) {
        faults.add("line 1: column " + (i + 1) + " has the name of an earlier one");
      } else if (!name.isEmpty() && !fields.contains(name) && !Sheet.COLUMNS.contains(name)) {
        faults.add("line 1: column " + (i + 1) + " is none of " + fields);
      }
    }
    for (String needed : Sheet.NEEDED) {
      if (!places.containsKey(needed)) {
        faults.add("line 1: the column " + needed + " is missing");
      }
    }
    faults.forEach(taker::fault);
    return new SheetHeader(
        places, fields.stream().filter(places::containsKey).toList(), faults.isEmpty());
  }

  /** Whether lines can be read by it. */
  boolean isUsable() {
    return usable;
  }

  void give(CsvRecord line, RowEdits.Taker taker) {
    String at = "line " + line.getStartingLineNumber();
    if (line.getFieldCount() > places.size()
        && line.getFields().stream().skip(places.size()).anyMatch(cell -> !cell.isEmpty())) {
      taker.fault(at + ": has more cells than the header");
      return;
    }
    String sequence = cell(line, Sheet.SEQUENCE).strip();
    String version = cell(line, Sheet.VERSION).strip();
    boolean removes =
        Sheet.REMOVE.equals(cell(line, Sheet.ACTION).strip().toLowerCase(Locale.ROOT));
    if (!removes && !cell(line, Sheet.ACTION).isBlank()) {
      taker.fault(at + ": " + Sheet.ACTION + " must be empty or " + Sheet.REMOVE);
    } else if (sequence.isEmpty() && version.isEmpty()) {
      add(line, at, removes, taker);
    } else if (!isNumber(sequence) || !isNumber(version)) {
      taker.fault(at + ": " + Sheet.SEQUENCE + " and " + Sheet.VERSION + " are not as written");
    } else {
      change(line, Long.parseLong(sequence), Long.parseLong(version), removes, taker);
    }
  }

  private void add(CsvRecord line, String at, boolean removes, RowEdits.Taker taker) {
    if (removes) {
      taker.fault(at + ": a line without " + Sheet.SEQUENCE + " cannot be removed; delete it");
    } else if (fields.stream().anyMatch(field -> !cell(line, field).isBlank())) {
      taker.add(cells(line));
    }
  }

  private void change(
      CsvRecord line, long sequence, long version, boolean removes, RowEdits.Taker taker) {
    Map<String, String> cells = cells(line);
    if (removes) {
      taker.remove(sequence, version);
    } else if (!Sheet.check(sequence, version, List.copyOf(cells.values()))
        .equals(cell(line, Sheet.CHECK).strip())) {
      taker.edit(sequence, version, cells);
    }
  }

  /** By field, in the order of the fields, whatever the order in the file. */
  private Map<String, String> cells(CsvRecord line) {
    Map<String, String> cells = new LinkedHashMap<>();
    fields.forEach(field -> cells.put(field, Formulas.in(cell(line, field))));
    return cells;
  }

  private String cell(CsvRecord line, String column) {
    Integer place = places.get(column);
    return place == null || place >= line.getFieldCount() ? "" : line.getField(place);
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,18}");
  }
}
