package dev.batchkit.error;

/**
 * The batch has changed since it was reviewed. The way out is to review it again, and to name the
 * version that was seen then.
 */
public final class StaleBatch extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String typeKey;
  private final long expected;
  private final long version;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param typeKey the key of the batch type
   * @param expected the version that was reviewed
   * @param version the version that it has
   */
  public StaleBatch(String message, long batchId, String typeKey, long expected, long version) {
    super(message, null);
    this.batchId = batchId;
    this.typeKey = typeKey;
    this.expected = expected;
    this.version = version;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The key of the batch type. */
  public String typeKey() {
    return typeKey;
  }

  /** The version that was reviewed. */
  public long expected() {
    return expected;
  }

  /** The version that it has. */
  public long version() {
    return version;
  }
}
