package dev.batchkit.error;

/** What was to be recorded belongs to a session, an entry or an exec that has ended. */
public final class RecordingEnded extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String sessionId;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param sessionId the orchestration session
   */
  public RecordingEnded(String message, String sessionId) {
    super(message, null);
    this.sessionId = sessionId;
  }

  /** The orchestration session. */
  public String sessionId() {
    return sessionId;
  }
}
