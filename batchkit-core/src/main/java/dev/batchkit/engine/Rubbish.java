package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows outside the window of a batch that nobody holds: of a run that never finished, or replaced
 * ones.
 */
final class Rubbish {
  static final int LIMIT = 1000;

  private Rubbish() {}

  /** Removes what a repopulate or a take-over could not, because its process died before. */
  static void clearAll(Store store) {
    List<Batch> page;
    long before = Long.MAX_VALUE;
    do {
      page = store.batches().page(new BatchQuery(null, BatchStatus.PENDING, before, LIMIT));
      for (Batch batch : page) {
        before = batch.id().value();
        if (batch.type() != null && hasAny(store, batch)) {
          clear(store, Headers.table(batch), before);
        }
      }
    } while (page.size() == LIMIT);
  }

  private static boolean hasAny(Store store, Batch batch) {
    RowTable table = Headers.table(batch);
    long id = batch.id().value();
    RowWindow rows = batch.rows();
    RowWindow below = new RowWindow(1, rows.from() - 1, rows.used());
    return store.rows().lastSequence(table, id) > rows.through()
        || (rows.from() > 1
            && !store.rows().page(table, new RowQuery(id, below, 0, Set.of(), true, 1)).isEmpty());
  }

  /** Removes them in short transactions; stops when somebody takes the batch. */
  static void clear(Store store, RowTable table, long batchId) {
    int deleted = LIMIT;
    while (deleted == LIMIT) {
      deleted =
          store.<Integer, RuntimeException>inUnit(
              "clear",
              unit -> {
                Optional<Batch> batch = unit.batches().find(batchId);
                return batch.isEmpty() || batch.get().activity() != null || batch.get().isFrozen()
                    ? 0
                    : unit.rows().deleteOutside(table, batchId, batch.get().rows(), LIMIT);
              });
    }
  }
}
