package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.StatusCount;
import dev.batchkit.examples.terminal.TextTable;
import java.util.List;
import java.util.Objects;

/** The newest batches of a file as a table. */
final class BatchList {
  private static final int MOST = 20;

  private BatchList() {}

  static void print(Screen screen, BatchKit kit) {
    List<Batch> newest = kit.batches().newest(MOST);
    if (newest.isEmpty()) {
      screen.line("There is no batch yet.");
      return;
    }
    TextTable table =
        TextTable.headed(">Batch", "Type", "Status", ">Rows", "Created (UTC)", "Description");
    newest.forEach(batch -> add(table, kit, batch));
    table.lines("").forEach(screen::line);
  }

  private static void add(TextTable table, BatchKit kit, Batch batch) {
    boolean ours = batch.type() != null;
    long rows =
        ours ? kit.batches().breakdown(batch.id()).stream().mapToLong(StatusCount::count).sum() : 0;
    table.add(
        batch.id().toString(),
        Objects.requireNonNullElse(batch.type(), "(another program's)"),
        batch.status().word() + (batch.isComplete() && !batch.isFrozen() ? ", complete" : ""),
        ours ? Screen.count(rows) : "",
        Screen.time(batch.createdAt()),
        CellText.shown(batch.description(), 40));
  }
}
