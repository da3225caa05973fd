package dev.batchkit.error;

/** An indicator, or a group of indicators, was named that is not there. */
public final class NoSuchIndicator extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String name;

  /**
   * For the engine.
   *
   * @param message the object, the rule and the way out
   * @param name the name that was asked for
   */
  public NoSuchIndicator(String message, String name) {
    super(message, null);
    this.name = name;
  }

  /** The name that was asked for. */
  public String name() {
    return name;
  }
}
