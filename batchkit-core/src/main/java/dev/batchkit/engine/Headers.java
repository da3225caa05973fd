package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.UtcText;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.BatchPurged;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.error.StaleBatch;
import dev.batchkit.error.WrongState;
import dev.batchkit.store.BatchReads;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.RowReads;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.RunReads;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds headers, and says what is wrong with their state. */
final class Headers {
  private Headers() {}

  static Batch get(BatchReads batches, long id) {
    return get(batches, id, null);
  }

  /** The header; of this type, if one is named. */
  static Batch get(BatchReads batches, long id, @Nullable String type) {
    return batches
        .find(id)
        .filter(batch -> batch.type() != null && (type == null || type.equals(batch.type())))
        .orElseThrow(() -> missing(batches, id, type));
  }

  private static BatchKitException missing(BatchReads batches, long id, @Nullable String type) {
    Optional<PurgeRecord> purge =
        batches.findPurged(id).filter(found -> type == null || type.equals(found.type()));
    return purge.isPresent() ? purged(purge.get()) : noSuchBatch(id);
  }

  private static BatchPurged purged(PurgeRecord purge) {
    String at = UtcText.of(purge.at());
    return new BatchPurged(
        "Batch "
            + purge.batchId()
            + " ("
            + purge.type()
            + ") was purged "
            + at
            + ": its rows are gone. What its runs did stands in the ledger.",
        purge.batchId(),
        purge.type(),
        at);
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

  /** People may change its rows, and what its header says. */
  static void requireEditable(RunReads runs, Batch batch) {
    Claims.requireFree(runs, batch);
    if (batch.status() != BatchStatus.PENDING) {
      throw wrongState(batch, "only pending batches are edited", "Reopen it first.");
    }
    requireIncomplete(batch);
  }

  /** It is not handed over. */
  static void requireIncomplete(Batch batch) {
    if (batch.isComplete()) {
      throw wrongState(
          batch, "it is handed over for execution", "Mark it incomplete to work on its rows.");
    }
  }

  /** A visible row. */
  static Optional<StoredRow> row(RowReads rows, RowTable table, Batch batch, long sequence) {
    RowWindow window = batch.rows();
    return sequence < window.from() || sequence > window.through()
        ? Optional.empty()
        : rows.find(table, batch.id().value(), sequence);
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
