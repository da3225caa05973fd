package dev.batchkit.error;

/** What was asked needs a capability that this store does not have. */
public final class UnsupportedByStore extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String capability;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param capability what the store lacks
   */
  public UnsupportedByStore(String message, String capability) {
    super(message, null);
    this.capability = capability;
  }

  /** What the store lacks. */
  public String capability() {
    return capability;
  }
}
