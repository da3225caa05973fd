package dev.batchkit.error;

import java.util.List;

/** Rules of the batch or of its handler forbid to execute it now. */
public final class ExecutionBlocked extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String typeKey;
  private final String[] reasons;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param typeKey the key of the batch type
   * @param reasons why not, one sentence each
   */
  public ExecutionBlocked(String message, long batchId, String typeKey, List<String> reasons) {
    super(message, null);
    this.batchId = batchId;
    this.typeKey = typeKey;
    this.reasons = reasons.toArray(String[]::new);
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The key of the batch type. */
  public String typeKey() {
    return typeKey;
  }

  /** Why not, one sentence each. */
  public List<String> reasons() {
    return List.of(reasons);
  }
}
