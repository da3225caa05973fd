package dev.batchkit.session;

import dev.batchkit.batch.BatchId;
import dev.batchkit.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of an indicator in a batch. Sessions that another program wrote have the
 * documented columns only, and all else is null; when it was created counts as its begin.
 *
 * @param id its id in {@code session}
 * @param batchId the batch that it was measured in
 * @param indicatorId its indicator; null if another program did not say
 * @param indicator the name that the indicator had when it was measured
 * @param type the type that it had
 * @param status how far it is
 * @param verdict what it says of the data; null while it is not finished. Of another program's
 *     session it is taken from status and counts
 * @param quantity what was compared with the threshold
 * @param operator how
 * @param threshold with what: the exact text, or of another program's session the double
 * @param counts its records; null if it was not measured, or if another program's do not add up
 * @param extreme what was compared and lies farthest in the direction of an alert; null for none
 * @param reason why it was not measured
 * @param attempts how often it was tried in its last run; 0 if another program did not say
 * @param startedAt when its last run began to measure it; of another program's session when it was
 *     created, null if that is no time
 * @param finishedAt when that ended
 * @param definition what it was measured by
 * @param createdById who had it measured, in {@code user}; null for nobody
 * @param userGroupId the group in {@code user_group} that it belongs to; null for none
 */
public record Session(
    long id,
    BatchId batchId,
    @Nullable Long indicatorId,
    @Nullable String indicator,
    @Nullable String type,
    SessionStatus status,
    @Nullable Verdict verdict,
    @Nullable Quantity quantity,
    @Nullable AlertOperator operator,
    @Nullable AlertThreshold threshold,
    @Nullable RecordCounts counts,
    @Nullable String extreme,
    @Nullable String reason,
    int attempts,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Json definition,
    @Nullable Long createdById,
    @Nullable Long userGroupId) {
  /** How long it took; null if it has no begin or no end. */
  public @Nullable Duration duration() {
    return startedAt == null || finishedAt == null ? null : Duration.between(startedAt, finishedAt);
  }

  /** Its name for messages. */
  public String name() {
    return "Session " + id + (indicator == null ? "" : " (" + indicator + ")");
  }
}
