package dev.batchkit.error;

/**
 * A write was asked for on a thread that is inside a unit of work of the same store; it would wait
 * for itself.
 */
public final class InsideUnit extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String step;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param step the unit of work that this thread is in
   */
  public InsideUnit(String message, String step) {
    super(message, null);
    this.step = step;
  }

  /** The unit of work that this thread is in. */
  public String step() {
    return step;
  }
}
