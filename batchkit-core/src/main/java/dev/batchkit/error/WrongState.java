package dev.batchkit.error;

/** The batch is not in a state that allows what was asked. */
public final class WrongState extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String typeKey;
  private final String status;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param typeKey the key of the batch type
   * @param status the documented word of the status that the batch is in
   */
  public WrongState(String message, long batchId, String typeKey, String status) {
    super(message, null);
    this.batchId = batchId;
    this.typeKey = typeKey;
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

  /** The documented word of the status that the batch is in. */
  public String status() {
    return status;
  }
}
