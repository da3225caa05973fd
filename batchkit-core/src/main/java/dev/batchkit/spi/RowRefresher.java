package dev.batchkit.spi;

/**
 * Makes a row from its input, by look-up, derivation and validation. It must give the same row for
 * the same input and the same look-ups: it runs before a row is first written, on every edit, and
 * on every refresh. Used by one thread at a time.
 *
 * @param <I> the input record
 * @param <R> the row record
 */
@FunctionalInterface
public interface RowRefresher<I, R> {
  /**
   * Makes the row.
   *
   * @param input what the source or a person said
   * @param row takes what is wrong with it
   * @return the row; its components may be null where the input did not give a value
   * @throws Exception to end the run
   */
  R refresh(I input, RowDraft row) throws Exception;

  /** Called once, when the run ends. The default does nothing. */
  default void close() throws Exception {}
}
