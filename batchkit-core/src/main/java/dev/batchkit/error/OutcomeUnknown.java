package dev.batchkit.error;

/**
 * Whether the unit of work was committed could not be found out. Ask again by the key before
 * repeating anything.
 */
public final class OutcomeUnknown extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param key what to ask by: the step and its token
   * @param cause what went wrong
   */
  public OutcomeUnknown(String message, String key, Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /** What to ask by: the step and its token. */
  public String key() {
    return key;
  }
}
