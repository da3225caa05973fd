package dev.batchkit.spi;

import dev.batchkit.batch.Row;

/**
 * Applies rows. {@link #apply} runs outside any transaction, so slow work and look-ups belong
 * there; what must be exactly once is registered with the chunk, and written in the one transaction
 * that also stores the outcomes. Used by one thread at a time.
 *
 * @param <R> the row record
 */
@FunctionalInterface
public interface RowExecutor<R> {
  /**
   * Applies a chunk. After a crash between this and the commit, the same rows come again.
   *
   * @throws Exception to end the run; nothing of this chunk is stored
   */
  void apply(Chunk<R> chunk) throws Exception;

  /** Called once, when the execution ends. The default does nothing. */
  default void close() throws Exception {}

  /** An executor that writes each row's effect into the store: exactly once. */
  static <R> RowExecutor<R> inStore(RowWork<R> work) {
    return chunk -> {
      for (Row<R> row : chunk.rows()) {
        chunk.inStore(row, work);
      }
    };
  }
}
