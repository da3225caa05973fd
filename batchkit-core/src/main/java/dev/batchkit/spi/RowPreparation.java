package dev.batchkit.spi;

import dev.batchkit.batch.Row;

/**
 * Finds out, outside the store and without any effect anywhere, what is to be written for a row: a
 * measurement, a look-up. It may take long: it is done on a thread that the engine keeps for such
 * calls, as many at the same time as the options of the execution say. A cancel of the run, or the
 * end of its kit, interrupts that thread, and what it gives then is not written. Used by several
 * threads at once.
 *
 * @param <R> the row record
 */
@FunctionalInterface
public interface RowPreparation<R> {
  /**
   * Prepares a row. A row whose outcome was not stored, because of a crash or a cancel, is prepared
   * again by the next execution; one that is to be tried again, in the same.
   *
   * @return the work that writes the row
   * @throws InterruptedException to leave this row as it is, and end the run as cancelled
   * @throws Exception to fail this row, and no other; an {@code Error} ends the run, once what is
   *     under way beside it is written
   */
  PreparedWork<R> prepare(Row<R> row) throws Exception;
}
