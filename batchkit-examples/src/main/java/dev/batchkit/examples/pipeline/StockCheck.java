package dev.batchkit.examples.pipeline;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.batchkit.batch.Severity;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Issue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line against rules; what is wrong becomes an issue. */
final class StockCheck {
  private static final List<String> COLUMNS =
      List.of("sku", "name", "quantity", "unit_price", "counted_on");

  private final EntryRecording entry;
  private final Set<String> skus = new HashSet<>();
  private long row;
  private boolean rowIsRight;

  StockCheck(EntryRecording entry) {
    this.entry = entry;
  }

  /** How many lines it has read, the header not counted. */
  long lines() {
    return row;
  }

  /**
   * The lines that are right.
   *
   * @throws UnusableFile if a column is missing
   */
  List<StockLine> read(Path file) throws IOException, UnusableFile {
    List<StockLine> right = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord line : lines) {
        if (row == 0) {
          requireColumns(line.getHeader());
        }
        row++;
        rowIsRight = true;
        StockLine read = read(line);
        if (read != null) {
          right.add(read);
        }
      }
    }
    return right;
  }

  private void requireColumns(List<String> header) throws UnusableFile {
    List<String> missing = COLUMNS.stream().filter(name -> !header.contains(name)).toList();
    for (String name : missing) {
      Issue unused =
          entry.issue(
              i ->
                  i.type("Missing Column")
                      .message("There is no column " + name)
                      .column(name)
                      .remediation("Ask for the file again, with the columns of the last one"));
    }
    if (!missing.isEmpty()) {
      UnusableFile unusable =
          new UnusableFile("columns are missing: " + String.join(", ", missing));
      entry.error("check", unusable);
      throw unusable;
    }
  }

  private @Nullable StockLine read(NamedCsvRecord line) {
    String sku = required("sku", line);
    if (sku != null && !skus.add(sku)) {
      wrong(Severity.ERROR, "Unique Value Violation", "The article was counted before", "sku", sku);
    }
    String name = required("name", line);
    Long quantity = number("quantity", line, Long::valueOf);
    if (quantity != null && quantity < 0) {
      wrong(Severity.ERROR, "Range Violation", "The quantity is below zero", "quantity", line);
    }
    BigDecimal price = number("unit_price", line, BigDecimal::new);
    if (price != null && price.signum() < 0) {
      wrong(Severity.ERROR, "Range Violation", "The price is below zero", "unit_price", line);
    } else if (price != null && price.signum() == 0) {
      wrong(Severity.WARNING, "Range Violation", "The price is zero", "unit_price", line);
    }
    LocalDate countedOn = date("counted_on", line);
    return rowIsRight
        ? new StockLine(
            Objects.requireNonNull(sku),
            Objects.requireNonNull(name),
            Objects.requireNonNull(quantity),
            Objects.requireNonNull(price),
            Objects.requireNonNull(countedOn))
        : null;
  }

  private @Nullable String required(String column, NamedCsvRecord line) {
    String text = line.findField(column).orElse("").strip();
    if (text.isEmpty()) {
      wrong(Severity.ERROR, "Missing Mandatory Value", "The cell is empty", column, (String) null);
    }
    return text.isEmpty() ? null : text;
  }

  private <T> @Nullable T number(String column, NamedCsvRecord line, Function<String, T> parse) {
    String text = required(column, line);
    try {
      return text == null ? null : parse.apply(text);
    } catch (NumberFormatException e) {
      wrong(Severity.ERROR, "Data Type Mismatch", "The cell is no number", column, text);
      return null;
    }
  }

  private @Nullable LocalDate date(String column, NamedCsvRecord line) {
    String text = required(column, line);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      wrong(
          Severity.ERROR, "Format Mismatch", "The day is not written as 2026-05-04", column, text);
      return null;
    }
  }

  private void wrong(
      Severity severity, String type, String message, String column, NamedCsvRecord line) {
    wrong(severity, type, message, column, line.getField(column));
  }

  private void wrong(
      Severity severity, String type, String message, String column, @Nullable String value) {
    rowIsRight &= severity != Severity.ERROR;
    Issue unused =
        entry.issue(
            i ->
                i.type(type)
                    .message(message)
                    .severity(severity)
                    .row(row)
                    .column(column)
                    .invalidValue(value)
                    .remediation("Look at the article and correct line " + (row + 1)));
  }
}
