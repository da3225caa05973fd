package dev.batchkit.worksheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.batchkit.Batches;
import dev.batchkit.RowSelection;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes rows as lines, a page at a time. */
final class SheetWriter<I, R> {
  private static final int PAGE = 1000;

  private final Batches<I, R> batches;
  private final BatchId id;
  private final List<String> fields;

  SheetWriter(Batches<I, R> batches, BatchId id) {
    this.batches = batches;
    this.id = id;
    fields = batches.fields(id);
  }

  long writeTo(CsvWriter lines, UnaryOperator<RowSelection<R>> narrow) {
    RowSelection<R> rows = narrow.apply(batches.rows(id));
    long written = 0;
    lines.writeRecord(header());
    List<Row<R>> page = rows.page(PAGE);
    while (!page.isEmpty()) {
      page.forEach(row -> lines.writeRecord(line(row)));
      written += page.size();
      page = rows.after(page.get(page.size() - 1).sequence()).page(PAGE);
    }
    return written;
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(Sheet.COLUMNS);
    header.addAll(fields);
    return header;
  }

  private List<String> line(Row<R> row) {
    Map<String, String> cells = batches.cells(row);
    List<String> own = fields.stream().map(field -> cells.getOrDefault(field, "")).toList();
    List<String> line = new ArrayList<>();
    line.add(Long.toString(row.sequence()));
    line.add(Long.toString(row.version()));
    line.add(Sheet.check(row.sequence(), row.version(), own));
    line.add("");
    line.add(Formulas.out(row.status().label()));
    line.add(Formulas.out(problems(row)));
    own.forEach(cell -> line.add(Formulas.out(cell)));
    return line;
  }

  private static String problems(Row<?> row) {
    return row.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
  }
}
