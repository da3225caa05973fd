package dev.batchkit.error;

/** There is no user with this id. */
public final class UnknownActor extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long userId;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param userId the id that was given
   */
  public UnknownActor(String message, long userId) {
    super(message, null);
    this.userId = userId;
  }

  /** The id that was given. */
  public long userId() {
    return userId;
  }
}
