package dev.batchkit.measuring;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.MeasurementFailed;
import org.jspecify.annotations.Nullable;

/**
 * What a try came to.
 *
 * @param judged null if it was not measured
 * @param cause why it was stopped; null if it was not
 * @param reason why it was not measured; null if it was
 * @param isLasting whether another try would find the same
 */
record Answer(
    @Nullable Judged judged,
    Stop.@Nullable Cause cause,
    @Nullable String reason,
    boolean isLasting) {

  /** It was measured. */
  static Answer of(Judged judged) {
    return new Answer(judged, null, null, true);
  }

  /** It was stopped. */
  static Answer stopped(Stop.Cause cause, String reason, boolean isLasting) {
    return new Answer(null, cause, reason, isLasting);
  }

  /** It failed. */
  static Answer failed(Throwable thrown) {
    boolean isLasting =
        thrown instanceof Error
            || thrown instanceof InvalidValue
            || (thrown instanceof MeasurementFailed failed && failed.isLasting());
    String said = thrown.getMessage();
    String reason =
        thrown instanceof BatchKitException && said != null
            ? said
            : thrown.getClass().getSimpleName() + (said == null ? "" : ": " + said);
    return new Answer(null, null, StoredText.reason(reason), isLasting);
  }
}
