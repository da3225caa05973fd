package dev.batchkit.error;

/** The batch was executed or discarded: it is frozen, and no part of it changes any more. */
public final class BatchFrozen extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String typeKey;
  private final String frozenAt;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param typeKey the key of the batch type
   * @param frozenAt when it was frozen, UTC text
   */
  public BatchFrozen(String message, long batchId, String typeKey, String frozenAt) {
    super(message, null);
    this.batchId = batchId;
    this.typeKey = typeKey;
    this.frozenAt = frozenAt;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The key of the batch type. */
  public String typeKey() {
    return typeKey;
  }

  /** When it was frozen, UTC text. */
  public String frozenAt() {
    return frozenAt;
  }
}
