package dev.batchkit.error;

/**
 * The claim of this run is no longer valid: the run was taken over or recovered by someone else.
 * Nothing of the chunk was written.
 */
public final class ClaimLost extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String runId;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param runId the run that lost its claim
   */
  public ClaimLost(String message, long batchId, String runId) {
    super(message, null);
    this.batchId = batchId;
    this.runId = runId;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The run that lost its claim. */
  public String runId() {
    return runId;
  }
}
