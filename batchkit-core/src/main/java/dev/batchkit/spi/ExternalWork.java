package dev.batchkit.spi;

import dev.batchkit.batch.Row;

/**
 * The effect of a row outside the store, which no transaction can hold: how it is done, and how to
 * find out whether it was done. Before the first call a row is durably marked UNKNOWN; and unless
 * it is the first call of its key, {@link #settle} is asked before, also in a later run, and after
 * the death of the process. Used by several threads at once.
 *
 * @param <R> the row record
 */
public interface ExternalWork<R> {
  /**
   * Does the effect. If it throws, gives null, or is cut off by a cancel or a crash, nobody knows
   * whether the effect was done, and it is settled.
   *
   * @return {@code applied}, {@code skipped}, {@code failed}, or {@code retry} to be tried again in
   *     this run
   */
  RowResult call(Row<R> row, String key) throws Exception;

  /**
   * Finds out what became of earlier calls with this key. Asked at once after a call that threw,
   * and whenever the row comes again.
   *
   * @return {@code applied}, {@code skipped} or {@code failed} as it was; {@code notDone} if the
   *     service never did it nor ever will by those calls, so that it can be called; {@code retry}
   *     if that cannot be told yet. If it throws or gives null, the row stays UNKNOWN until the
   *     next execution
   */
  RowResult settle(Row<R> row, String key) throws Exception;

  /** Made of two functions. */
  static <R> ExternalWork<R> of(ExternalCall<R> call, ExternalCall<R> settle) {
    return new ExternalWork<>() {
      @Override
      public RowResult call(Row<R> row, String key) throws Exception {
        return call.ask(row, key);
      }

      @Override
      public RowResult settle(Row<R> row, String key) throws Exception {
        return settle.ask(row, key);
      }
    };
  }
}
