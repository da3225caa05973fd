package dev.batchkit.error;

/**
 * The row is not in a state that allows what was asked: its effect is done or may be, or it is
 * removed, or it is not.
 */
public final class WrongRowState extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long batchId;
  private final long sequence;
  private final String state;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param batchId the batch
   * @param sequence the row
   * @param state what the row is: applied, unknown, removed or present
   */
  public WrongRowState(String message, long batchId, long sequence, String state) {
    super(message, null);
    this.batchId = batchId;
    this.sequence = sequence;
    this.state = state;
  }

  /** The batch. */
  public long batchId() {
    return batchId;
  }

  /** The row. */
  public long sequence() {
    return sequence;
  }

  /** What the row is: {@code applied}, {@code unknown}, {@code removed} or {@code present}. */
  public String state() {
    return state;
  }
}
