package dev.batchkit.store;

import dev.batchkit.json.Json;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.AlertThreshold;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session to store.
 *
 * @param batchId its batch
 * @param indicatorId its indicator
 * @param indicator the name of the indicator
 * @param type the key of its type
 * @param status how far it is
 * @param verdict what it says; null while it is not finished
 * @param condition when it alerts; null if its definition cannot be read
 * @param counts its records; null if it was not measured
 * @param extreme what was compared and lies farthest in the direction of an alert, as text; null
 *     for none
 * @param reason why it was not measured; null if it was
 * @param attempts how often it was tried
 * @param startedAt when it began
 * @param finishedAt when it ended; null while it is not finished
 * @param series a text that is the same for sessions whose records can be compared; null if they
 *     never are
 * @param definition what it was measured by
 * @param at when it is stored
 * @param by who had it measured
 */
public record NewSession(
    long batchId,
    long indicatorId,
    String indicator,
    String type,
    SessionStatus status,
    @Nullable Verdict verdict,
    @Nullable AlertCondition condition,
    @Nullable RecordCounts counts,
    @Nullable String extreme,
    @Nullable String reason,
    int attempts,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String series,
    Json definition,
    Instant at,
    ActorIds by) {
  /** What is compared with the threshold; null if its definition cannot be read. */
  public @Nullable Quantity quantity() {
    return condition == null ? null : condition.quantity();
  }

  /** How it is compared; null if its definition cannot be read. */
  public @Nullable AlertOperator operator() {
    return condition == null ? null : condition.operator();
  }

  /** What it is compared with; null if its definition cannot be read. */
  public @Nullable AlertThreshold threshold() {
    return condition == null ? null : condition.threshold();
  }
}
