package dev.batchkit.error;

import org.jspecify.annotations.Nullable;

/**
 * The row was changed by someone else since it was read. Nothing was written; the way out is to
 * look at the present row, and to ask again with its version.
 */
public final class StaleRow extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final long sequence;
  private final long expected;
  private final long version;
  private final transient @Nullable Record present;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param sequence the row
   * @param expected the version that the caller had seen
   * @param version the version that the row has
   * @param present the row as it is now
   */
  public StaleRow(
      String message, long batchId, long sequence, long expected, long version, Record present) {
    super(message, null);
    this.batchId = batchId;
    this.sequence = sequence;
    this.expected = expected;
    this.version = version;
    this.present = present;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The row. */
  public long sequence() {
    return sequence;
  }

  /** The version that the caller had seen. */
  public long expected() {
    return expected;
  }

  /** The version that the row has. */
  public long version() {
    return version;
  }

  /**
   * The row as it is now: a {@code dev.batchkit.batch.Row} of the door that was asked. Null where
   * this exception came through serialization, which leaves the row behind.
   */
  public @Nullable Record present() {
    return present;
  }
}
