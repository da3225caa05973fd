package dev.batchkit.error;

/** A batch of this type with this natural key exists already. */
public final class BatchAlreadyExists extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String typeKey;
  private final String key;
  private final String status;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param typeKey the key of the batch type
   * @param key the natural key
   * @param status the documented word of the status that the batch is in
   */
  public BatchAlreadyExists(
      String message, long batchId, String typeKey, String key, String status) {
    super(message, null);
    this.batchId = batchId;
    this.typeKey = typeKey;
    this.key = key;
    this.status = status;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The key of the batch type. */
  public String typeKey() {
    return typeKey;
  }

  /** The natural key. */
  public String key() {
    return key;
  }

  /** The documented word of the status that the batch is in. */
  public String status() {
    return status;
  }
}
