package dev.batchkit.batch;

/**
 * The sequences of a batch that are visible, both ends included. Whatever lies outside belongs to a
 * run that has not finished, or is rubbish of one that never will.
 *
 * @param from the first, at least 1
 * @param through the last; {@code from - 1} while there are none
 * @param used the highest sequence that was ever used, visible or not; the next row gets the one
 *     after it
 */
public record RowWindow(long from, long through, long used) {
  /** The window of a batch that has no rows yet. */
  public static final RowWindow EMPTY = new RowWindow(1, 0, 0);

  /** Whether it holds no sequence. */
  public boolean isEmpty() {
    return through < from;
  }
}
