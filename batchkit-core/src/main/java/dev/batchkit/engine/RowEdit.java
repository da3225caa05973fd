package dev.batchkit.engine;

import dev.batchkit.store.StoredRow;
import org.jspecify.annotations.Nullable;

/**
 * A row that a person changes, made outside of any transaction.
 *
 * @param before the row as it was read; null for a new one
 * @param after the row as it is to be, without marks of duplicates; whoever writes it says when and
 *     by whom
 * @param inputBefore JSON of its input before; null where it was not there
 * @param inputAfter JSON of its input after; null where it is not there
 */
record RowEdit(
    @Nullable StoredRow before,
    StoredRow after,
    @Nullable String inputBefore,
    @Nullable String inputAfter) {
  long sequence() {
    return after.sequence();
  }

  /** Whether it leaves the row as it was, but for marks of duplicates. */
  boolean isIdle() {
    return before != null
        && before.removed() == after.removed()
        && before.outcome() == null
        && inputBefore != null
        && inputBefore.equals(inputAfter)
        && Duplicates.sameButForMarks(before, after);
  }
}
