package dev.batchkit.spi;

import dev.batchkit.batch.Row;
import dev.batchkit.store.StoreTx;

/**
 * Writes the effect of one row into the store, in the transaction that also stores its outcome.
 *
 * @param <R> the row record
 */
@FunctionalInterface
public interface RowWork<R> {
  /**
   * Applies the row. It may be called again for the same row after a rollback, so it does nothing
   * but write through {@code tx}. What it throws fails this row, and undoes what was written for
   * it; an {@code Error}, and any error of the store but a violated constraint, ends the run
   * instead.
   */
  RowResult apply(Row<R> row, StoreTx tx) throws Exception;
}
