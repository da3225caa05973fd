package dev.batchkit.indicator;

import org.jspecify.annotations.Nullable;

/**
 * The sides of a measurement joined by their keys, in ascending order: each key comes once, however
 * often and on whichever side it is. A side that the measurement does not have has none. NULL in a
 * key equals NULL. For one thread.
 */
public interface JoinedDatasets extends AutoCloseable {
  /**
   * Goes to the next key.
   *
   * @return false if there is none
   * @throws Exception if it cannot be read, the measurement was cancelled, or its time is over
   */
  boolean next() throws Exception;

  /** The key. */
  DatasetKey key();

  /** How many records of a side have this key. */
  long count(Side side);

  /**
   * A measure of the first record that a side has with this key; null also where it has none.
   *
   * @param index its place in the definition, from 0 on
   */
  @Nullable Object measure(Side side, int index);

  /** Lets go whatever it holds. */
  @Override
  void close();
}
