package dev.batchkit.spi;

import dev.batchkit.batch.Row;
import dev.batchkit.store.StoreTx;

/**
 * What was prepared for a row, and is now to be written: by {@link #apply} in the transaction that
 * also stores the row's outcome, and before it in parts, where it is too much for a short
 * transaction. Used by one thread at a time.
 *
 * <p>Parts that are written stay, even if the outcome is never stored; the row is then prepared
 * again. So the first part, or {@link #apply} where there is none, replaces what an earlier
 * preparation of the same row left.
 *
 * @param <R> the row record
 */
@FunctionalInterface
public interface PreparedWork<R> extends RowWork<R> {
  /**
   * Whether a part is left to be written ahead of the outcome. Asked outside any transaction,
   * before each part. What it throws fails the row. The default has no parts.
   */
  default boolean hasAhead() {
    return false;
  }

  /**
   * Writes the next part ahead of the outcome, in a short transaction of its own that is refused if
   * the run has lost its batch. Called once for each part. What it throws undoes the part and fails
   * the row; an {@code Error}, and any error of the store but a violated constraint, ends the run
   * instead. The default does nothing.
   */
  default void ahead(Row<R> row, StoreTx tx) throws Exception {}

  /**
   * Called once when this is done with, written or not, outside any transaction and on any thread:
   * the place to remove a temporary file. What it throws is logged, and changes nothing. The
   * default does nothing.
   */
  default void close() {}
}
