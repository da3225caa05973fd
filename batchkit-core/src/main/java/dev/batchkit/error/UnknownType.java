package dev.batchkit.error;

/** No handler is registered for this batch type, so its batches can be read but not run. */
public final class UnknownType extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String typeKey;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param typeKey the key of the batch type
   */
  public UnknownType(String message, String typeKey) {
    super(message, null);
    this.typeKey = typeKey;
  }

  /** The key of the batch type. */
  public String typeKey() {
    return typeKey;
  }
}
