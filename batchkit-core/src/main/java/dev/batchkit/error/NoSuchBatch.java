package dev.batchkit.error;

/** There is no batch with this id in the store. */
public final class NoSuchBatch extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   */
  public NoSuchBatch(String message, long batchId) {
    super(message, null);
    this.batchId = batchId;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }
}
