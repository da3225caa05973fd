package dev.batchkit.examples.guide;

import dev.batchkit.batch.Row;
import dev.batchkit.batch.Severity;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.QuickEntry;
import dev.batchkit.spi.QuickEntryContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The handler that the guide works with: what a shop wants to order from its supplier. */
final class Orders implements BatchHandler<Orders.Line, Orders.Order> {
  // shown:begin records
  record Line(@Nullable String article, @Nullable String pieces) {} // what somebody wrote

  record Order(@Nullable String article, @Nullable Long pieces) {} // what we made of it

  record File(String path) {}

  // shown:end

  static final BatchType<Line, Order> TYPE =
      BatchType.of("orders", Line.class, Order.class).unique("article").indexed("article");

  @Override
  public BatchType<Line, Order> type() {
    return TYPE;
  }

  // shown:begin file
  @Override
  public void populate(PopulateContext<Line> batch) throws IOException {
    var file = Path.of(batch.params(File.class).path());
    var lines = new BufferedReader(new InputStreamReader(batch.read(file), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] cells = line.split(";", -1);
      batch.add(new Line(cells[0], cells.length > 1 ? cells[1] : null));
    }
  }

  // shown:end

  // shown:begin refresh
  @Override
  public RowRefresher<Line, Order> refresher(BatchView batch) {
    return (in, row) -> {
      Order order =
          new Order(row.required("article", in.article()), row.integer("pieces", in.pieces()));
      if (order.pieces() != null && order.pieces() > 1000) {
        row.problem(Severity.WARNING, "pieces", "is more than we ever ordered");
      }
      return order;
    };
  }

  // shown:end

  // shown:begin entry
  @Override
  public QuickEntry<Line, Order> quickEntry(QuickEntryContext<Line, Order> batch, String text) {
    return batch.find("article", text).stream()
        .findFirst()
        .map(row -> QuickEntry.edit(row, oneMore(row)))
        .orElseGet(() -> QuickEntry.add(new Line(text, "1")));
  }

  private static Line oneMore(Row<Order> row) {
    Long pieces = row.value().pieces();
    return new Line(row.value().article(), String.valueOf(pieces == null ? 1 : pieces + 1));
  }

  // shown:end

  @Override
  public RowExecutor<Order> executor(ExecuteContext batch) {
    return RowExecutor.inStore((row, tx) -> RowResult.applied());
  }
}
