package dev.batchkit.error;

/**
 * Another run holds the batch; exactly one run at a time may. The way out is to wait for it or to
 * cancel it.
 */
public final class BatchBusy extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final String activity;
  private final long owner;
  private final String since;
  private final long done;
  private final long total;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param activity what the other run does
   * @param owner the number of the store that owns the other run
   * @param since when the other run began, UTC text
   * @param done rows that it has done
   * @param total rows that it has to do, or -1 where that is unknown
   */
  public BatchBusy(
      String message,
      long batchId,
      String activity,
      long owner,
      String since,
      long done,
      long total) {
    super(message, null);
    this.batchId = batchId;
    this.activity = activity;
    this.owner = owner;
    this.since = since;
    this.done = done;
    this.total = total;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** What the other run does. */
  public String activity() {
    return activity;
  }

  /** The number of the store that owns the other run. */
  public long owner() {
    return owner;
  }

  /** When the other run began, UTC text. */
  public String since() {
    return since;
  }

  /** Rows that it has done. */
  public long done() {
    return done;
  }

  /** Rows that it has to do, or -1 where that is unknown. */
  public long total() {
    return total;
  }
}
