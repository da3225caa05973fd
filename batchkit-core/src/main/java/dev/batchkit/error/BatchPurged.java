package dev.batchkit.error;

/** The batch was purged: of it only the record of the purge, its runs and the ledger are left. */
public final class BatchPurged extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String typeKey;
  private final String purgedAt;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param typeKey the key of the batch type
   * @param purgedAt when it was purged, UTC text
   */
  public BatchPurged(String message, long batchId, String typeKey, String purgedAt) {
    super(message, null);
    this.batchId = batchId;
    this.typeKey = typeKey;
    this.purgedAt = purgedAt;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The key of the batch type. */
  public String typeKey() {
    return typeKey;
  }

  /** When it was purged, UTC text. */
  public String purgedAt() {
    return purgedAt;
  }
}
