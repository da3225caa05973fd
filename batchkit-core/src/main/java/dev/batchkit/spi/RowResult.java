package dev.batchkit.spi;

import dev.batchkit.batch.RowOutcome;
import dev.batchkit.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a row.
 *
 * @param outcome what became of it
 * @param detail the reason as {@code {"reason": ...}}, or the result; null for none
 */
public record RowResult(RowOutcome outcome, @Nullable Json detail) {
  private static final RowResult APPLIED = new RowResult(RowOutcome.APPLIED, null);

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
    return new RowResult(RowOutcome.SKIPPED, Json.write(Map.of("reason", reason)));
  }

  /** Its effect is not done; the next execution tries it again. */
  public static RowResult failed(String reason) {
    return new RowResult(RowOutcome.FAILED, Json.write(Map.of("reason", reason)));
  }
}
