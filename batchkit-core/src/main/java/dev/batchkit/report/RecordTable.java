package dev.batchkit.report;

import dev.batchkit.session.Finding;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.MeasuredValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records as a table: a line per measure, with the columns only that have something to say.
 *
 * @param columns the columns
 * @param rows a cell per column; the key stands in the first line of its record only
 */
public record RecordTable(List<Column> columns, List<List<String>> rows) {
  /**
   * A column.
   *
   * @param name its name
   * @param kind what stands in it
   * @param unit the unit of its figures; empty for none
   */
  public record Column(String name, Kind kind, String unit) {
    /** What stands above it: its name and its unit. */
    public String title() {
      return unit.isEmpty() ? name : name + ", " + unit;
    }
  }

  /** What stands in a column. */
  public enum Kind {
    /** A part of the key of a record, as it is. */
    KEY,
    /** A number, or a time. */
    FIGURE,
    /** Words. */
    WORDS
  }

  /** Copies the lists. */
  public RecordTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** The records of an indicator. */
  public static RecordTable of(IndicatorNode node) {
    return of(node, Integer.MAX_VALUE);
  }

  /** The first records of an indicator. */
  public static RecordTable of(IndicatorNode node, int most) {
    return new Maker(node, node.records().shown().stream().limit(most).toList()).make();
  }

  /** How a column of measures is told. */
  private record Field(Column column, Function<MeasuredValue, String> cell) {}

  private static final class Maker {
    private final List<MeasuredRecord> records;
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<Field> fields = new ArrayList<>();

    Maker(IndicatorNode node, List<MeasuredRecord> records) {
      this.records = records;
      records.forEach(record -> keys.addAll(record.key().keySet()));
      if (node.definition() != null) {
        keys.addAll(records.isEmpty() ? List.of() : node.definition().key());
      }
      if (values().map(MeasuredValue::measure).distinct().count() > 1) {
        fields.add(new Field(new Column("Measure", Kind.WORDS, ""), MeasuredValue::measure));
      }
      figure("Source", "", MeasuredValue::source, Figures::value, Finding.MISSING_IN_SOURCE);
      figure("Target", "", MeasuredValue::target, Figures::value, Finding.MISSING_IN_TARGET);
      figure("Difference", "", MeasuredValue::difference, Figures::value, null);
      String unit = node.session().quantity() == null ? "" : node.session().quantity().unit();
      figure("Compared", unit, MeasuredValue::compared, Figures::compared, null);
      fields.add(new Field(new Column("Found", Kind.WORDS, ""), value -> value.finding().label()));
    }

    private Stream<MeasuredValue> values() {
      return records.stream().flatMap(record -> record.values().stream());
    }

    /**
     * A column of figures, if there are any. A figure that is not there is NULL where that was
     * found, and nothing where its side is missing or there is none.
     */
    private void figure(
        String name,
        String unit,
        Function<MeasuredValue, @Nullable String> figure,
        UnaryOperator<String> form,
        @Nullable Finding missing) {
      if (values().map(figure).anyMatch(Objects::nonNull)) {
        Function<MeasuredValue, String> cell =
            value -> {
              String text = figure.apply(value);
              return text == null
                  ? missing == null || value.finding() == missing ? "" : "NULL"
                  : form.apply(text);
            };
        fields.add(new Field(new Column(name, Kind.FIGURE, unit), cell));
      }
    }

    RecordTable make() {
      List<Column> columns = new ArrayList<>();
      keys.forEach(key -> columns.add(new Column(key, Kind.KEY, "")));
      fields.forEach(field -> columns.add(field.column()));
      List<List<String>> rows = new ArrayList<>();
      for (MeasuredRecord record : records) {
        boolean first = true;
        for (MeasuredValue value : record.values()) {
          rows.add(row(record, value, first));
          first = false;
        }
      }
      return new RecordTable(columns, rows);
    }

    private List<String> row(MeasuredRecord record, MeasuredValue value, boolean first) {
      List<String> row = new ArrayList<>();
      for (String key : keys) {
        String cell = record.key().get(key);
        row.add(!first ? "" : cell == null ? "NULL" : Shown.line(cell, 100));
      }
      fields.forEach(field -> row.add(field.cell().apply(value)));
      return row;
    }
  }
}
