package dev.batchkit.error;

/** A session was asked for that is not there. */
public final class NoSuchSession extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long sessionId;

  /**
   * For the engine.
   *
   * @param message the object, the rule and the way out
   * @param sessionId the id that was asked for
   */
  public NoSuchSession(String message, long sessionId) {
    super(message, null);
    this.sessionId = sessionId;
  }

  /** The id that was asked for. */
  public long sessionId() {
    return sessionId;
  }
}
