package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.error.StaleBatch;
import dev.batchkit.error.WrongState;
import dev.batchkit.store.BatchReads;
import dev.batchkit.store.RowTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds headers, and says what is wrong with their state. */
final class Headers {
  private Headers() {}

  static Batch get(BatchReads batches, long id) {
    return batches
        .find(id)
        .filter(batch -> batch.type() != null)
        .orElseThrow(() -> noSuchBatch(id));
  }

  static NoSuchBatch noSuchBatch(long id) {
    return new NoSuchBatch(
        "There is no batch "
            + id
            + " here: not in this store, of another type, or another program's.",
        id);
  }

  static WrongState wrongState(Batch batch, String rule, String wayOut) {
    return new WrongState(
        batch.name() + " is " + batch.status().word() + ": " + rule + ". " + wayOut,
        batch.id().value(),
        String.valueOf(batch.type()),
        batch.status().word());
  }

  /** What was reviewed is what is there. */
  static void requireReviewed(Batch batch, @Nullable Long version) {
    if (version != null && version != batch.version()) {
      throw new StaleBatch(
          batch.name()
              + " has changed since it was reviewed: version "
              + version
              + " was, and it is at "
              + batch.version()
              + ". Review it again.",
          batch.id().value(),
          String.valueOf(batch.type()),
          version,
          batch.version());
    }
  }

  /** The table of a batch, known without its handler. */
  static RowTable table(Batch batch) {
    String name = String.valueOf(batch.rowTable());
    return name.equals(RowTable.DYNAMIC)
        ? CellsCodec.DYNAMIC
        : new RowTable(name, batch.columns(), List.of(), List.of());
  }
}
