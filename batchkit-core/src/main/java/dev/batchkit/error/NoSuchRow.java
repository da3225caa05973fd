package dev.batchkit.error;

/** The batch has no visible row of this sequence. */
public final class NoSuchRow extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final long sequence;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param sequence the row that was asked for
   */
  public NoSuchRow(String message, long batchId, long sequence) {
    super(message, null);
    this.batchId = batchId;
    this.sequence = sequence;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The row that was asked for. */
  public long sequence() {
    return sequence;
  }
}
