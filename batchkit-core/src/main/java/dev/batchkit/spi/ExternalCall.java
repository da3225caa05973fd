package dev.batchkit.spi;

import dev.batchkit.batch.Row;

/**
 * Asks a service outside the store, on a thread that the engine keeps for such calls: as many run
 * at the same time as the options of the execution say. A cancel of the run, or the end of its kit,
 * interrupts that thread.
 *
 * @param <R> the row record
 */
@FunctionalInterface
public interface ExternalCall<R> {
  /**
   * Asks the service.
   *
   * @param row the row
   * @param key the idempotency key of the row: the same whenever this row is called or settled, and
   *     no other row's in any store
   * @throws Exception if there was no answer that says what became of the row
   */
  RowResult ask(Row<R> row, String key) throws Exception;
}
