package dev.batchkit.spi;

import dev.batchkit.batch.Row;

/**
 * Applies rows. {@link #apply} runs outside any transaction, so slow work and look-ups belong
 * there; what must be exactly once is registered with the chunk, and written in the one transaction
 * that also stores the outcomes, or called under a key outside the store. Used by one thread at a
 * time, but for what it registers as external or to be prepared.
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

  /**
   * An executor whose effects are outside the store. No key is called again before settle was
   * asked.
   *
   * @param call does the effect of a row, as {@link ExternalWork#call}
   * @param settle finds out what became of earlier calls, as {@link ExternalWork#settle}
   */
  static <R> RowExecutor<R> external(ExternalCall<R> call, ExternalCall<R> settle) {
    ExternalWork<R> work = ExternalWork.of(call, settle);
    return chunk -> {
      for (Row<R> row : chunk.rows()) {
        chunk.external(row, work);
      }
    };
  }

  /**
   * An executor that finds out slowly, and without any effect, what it writes into the store for
   * each row: several rows at a time, each written as soon as it is ready, exactly once.
   */
  static <R> RowExecutor<R> prepared(RowPreparation<R> preparation) {
    return chunk -> {
      for (Row<R> row : chunk.rows()) {
        chunk.prepare(row, preparation);
      }
    };
  }
}
