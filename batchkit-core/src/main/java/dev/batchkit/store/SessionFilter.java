package dev.batchkit.store;

import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to read. A session without a time of begin is in no span of time, and one without
 * a verdict has none that is asked for.
 *
 * @param indicatorId only of this indicator; null for any
 * @param groupId only of batches of this indicator group; null for any
 * @param batchId only of this batch; null for any
 * @param status only in this status; null for any
 * @param verdict only with this verdict; null for any
 * @param from only those that began then or later; null for any
 * @param before only those that began before; null for any
 */
public record SessionFilter(
    @Nullable Long indicatorId,
    @Nullable Long groupId,
    @Nullable Long batchId,
    @Nullable SessionStatus status,
    @Nullable Verdict verdict,
    @Nullable Instant from,
    @Nullable Instant before) {
  /** Every session. */
  public static final SessionFilter ALL =
      new SessionFilter(null, null, null, null, null, null, null);
}
