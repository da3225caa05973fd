package dev.batchkit.batch;

/**
 * The id of a batch in its store; never used again, not even after the batch is purged.
 *
 * @param value at least 1
 */
public record BatchId(long value) {
  /** The id as it stands in messages and on the command line. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
