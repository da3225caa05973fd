package dev.batchkit.spi;

import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a row.
 *
 * @param outcome what became of it; never UNKNOWN, which only the engine says
 * @param detail the reason as {@code {"reason": ...}}, or the result; null for none
 * @param retryAfter when to try it again in this run; null not to, zero for {@link #notDone}
 */
public record RowResult(RowOutcome outcome, @Nullable Json detail, @Nullable Duration retryAfter) {
  private static final RowResult APPLIED = new RowResult(RowOutcome.APPLIED, null, null);
  private static final RowResult NOT_DONE =
      new RowResult(RowOutcome.FAILED, reason("it was not done"), Duration.ZERO);

  /**
   * Checks what belongs together.
   *
   * @throws InvalidValue if it is UNKNOWN, or a row that did not fail is to be tried again
   */
  public RowResult {
    if (outcome == RowOutcome.UNKNOWN) {
      throw invalid("outcome: cannot be UNKNOWN; throw where nobody can tell");
    }
    if (retryAfter != null && (outcome != RowOutcome.FAILED || retryAfter.isNegative())) {
      throw invalid("retryAfter: is for what failed, and not negative");
    }
  }

  /** A verdict after which the row is not tried again in this run. */
  public RowResult(RowOutcome outcome, @Nullable Json detail) {
    this(outcome, detail, null);
  }

  /** Its effect is done. */
  public static RowResult applied() {
    return APPLIED;
  }

  /**
   * Its effect is done.
   *
   * @param result kept with the row
   */
  public static RowResult applied(Json result) {
    return new RowResult(RowOutcome.APPLIED, result);
  }

  /** It was left out on purpose. */
  public static RowResult skipped(String reason) {
    return new RowResult(RowOutcome.SKIPPED, reason(reason));
  }

  /** Its effect is not done; the next execution tries it again. */
  public static RowResult failed(String reason) {
    return new RowResult(RowOutcome.FAILED, reason(reason));
  }

  /**
   * Its effect is not done now, but may be later: the row is FAILED meanwhile and tried again in
   * this run, as often as {@link dev.batchkit.batch.ExecuteOptions#retry} lets it. Of a settle: it
   * cannot be told yet, so settle is asked again then, and the row stays UNKNOWN meanwhile.
   *
   * @param after how long to wait at least
   * @throws InvalidValue if that is not positive
   */
  public static RowResult retry(Duration after) {
    return retry(after, "to be tried again after " + after);
  }

  /**
   * Like {@link #retry(Duration)}, with a reason.
   *
   * @throws InvalidValue if the time is not positive
   */
  public static RowResult retry(Duration after, String reason) {
    if (after.isNegative() || after.isZero()) {
      throw invalid("after: is not positive");
    }
    return new RowResult(RowOutcome.FAILED, reason(reason), after);
  }

  /** Of a settle: its effect was not done, so that it can be called. Elsewhere: it failed. */
  public static RowResult notDone() {
    return NOT_DONE;
  }

  private static Json reason(String reason) {
    return Json.write(Map.of("reason", reason));
  }

  private static InvalidValue invalid(String fault) {
    return new InvalidValue("A verdict cannot be: " + fault + ".", List.of(fault), null);
  }
}
