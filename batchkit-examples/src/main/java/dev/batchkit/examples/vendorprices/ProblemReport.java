package dev.batchkit.examples.vendorprices;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.examples.terminal.TextTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The worst problems of a batch: by status, with counts and a few examples. */
final class ProblemReport {
  private static final int EXAMPLES = 3;
  private static final int LONGEST = 20;
  private static final List<Severity> ORDER =
      List.of(Severity.ERROR, Severity.WARNING, Severity.SKIP);

  private ProblemReport() {}

  /** Prints the problems, errors first, then by how many rows have them. */
  static void print(Screen screen, Batches<PriceLine, PriceRow> prices, BatchId id) {
    Map<StatusInfo, Long> counts = StatusReport.byStatus(prices.breakdown(id));
    counts.entrySet().stream()
        .filter(count -> ORDER.contains(count.getKey().severity()))
        .sorted(
            Comparator.comparing(
                    (Map.Entry<StatusInfo, Long> count) -> ORDER.indexOf(count.getKey().severity()))
                .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
        .forEach(count -> print(screen, prices, id, count.getKey(), count.getValue()));
  }

  private static void print(
      Screen screen,
      Batches<PriceLine, PriceRow> prices,
      BatchId id,
      StatusInfo status,
      long count) {
    TextTable examples = TextTable.shaped("", ">row", "product", "column", "value", "message");
    prices.rows(id).status(status).page(EXAMPLES).forEach(row -> add(examples, row));
    List<String> lines = examples.lines("    ");
    if (!lines.isEmpty()) {
      screen.heading(
          "  %s: %s (%s)".formatted(status.label(), Screen.rows(count), status.severity().label()));
      lines.forEach(screen::line);
    }
  }

  private static void add(TextTable examples, Row<PriceRow> row) {
    row.problems().stream()
        .filter(problem -> problem.code().equals(row.status().code()))
        .findFirst()
        .ifPresent(
            problem ->
                examples.add(
                    "row",
                    Long.toString(row.sequence()),
                    product(row.value()),
                    Objects.requireNonNullElse(problem.column(), ""),
                    value(problem),
                    problem.message()));
  }

  private static String product(PriceRow row) {
    return row.sku() == null
        ? CellText.shown(row.name(), LONGEST)
        : CellText.shown(row.sku(), LONGEST);
  }

  private static String value(Problem problem) {
    return problem.invalidValue() == null
        ? ""
        : "\"" + CellText.shown(problem.invalidValue(), LONGEST) + "\"";
  }
}
