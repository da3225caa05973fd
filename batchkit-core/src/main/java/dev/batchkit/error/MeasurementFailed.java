package dev.batchkit.error;

import java.util.Objects;

/**
 * A measurement cannot be made. Thrown by indicator types and by what they call; the session ends
 * Failed, with the message as its reason.
 */
public final class MeasurementFailed extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  /**
   * A failure that may be gone at the next try.
   *
   * @param reason one sentence for people, without values of records
   */
  public MeasurementFailed(String reason) {
    this(reason, false);
  }

  /**
   * A failure.
   *
   * @param reason one sentence for people, without values of records
   * @param lasting whether another try would find the same, so that there is none in this run
   */
  public MeasurementFailed(String reason, boolean lasting) {
    super(reason, null);
    this.lasting = lasting;
  }

  /** Whether another try would find the same. */
  public boolean isLasting() {
    return lasting;
  }

  /** Why it cannot be made. */
  public String reason() {
    return Objects.requireNonNull(getMessage());
  }
}
