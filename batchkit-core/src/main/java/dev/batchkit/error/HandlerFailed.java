package dev.batchkit.error;

/**
 * The code of a handler threw, or the source of rows that was given in its place. The run is over
 * and on record; what its earlier chunks committed stays, the chunk in which it threw does not. The
 * batch can be run again.
 */
public final class HandlerFailed extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String typeKey;
  private final String runId;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param typeKey the key of the batch type
   * @param runId the run, which is also the id of its orchestration session
   * @param cause what went wrong
   */
  public HandlerFailed(
      String message, long batchId, String typeKey, String runId, Throwable cause) {
    super(message, cause);
    this.batchId = batchId;
    this.typeKey = typeKey;
    this.runId = runId;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The key of the batch type. */
  public String typeKey() {
    return typeKey;
  }

  /** The run, which is also the id of its orchestration session. */
  public String runId() {
    return runId;
  }
}
