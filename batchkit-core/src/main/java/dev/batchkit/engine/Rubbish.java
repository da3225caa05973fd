package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import java.util.Optional;

/**
 * Rows outside the window of a batch that nobody holds: of a run that never finished, or replaced
 * ones.
 */
final class Rubbish {
  static final int LIMIT = 1000;

  private Rubbish() {}

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
