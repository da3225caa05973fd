package dev.batchkit.orchestration;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the sessions of a nature went. Every session is counted once: as failed, as succeeded, or as
 * open.
 *
 * <p>A session has failed if one of its own states (not those of its entries) is {@code
 * surveilr_orch_failed}, or if the last of them begins with {@code ERROR(} or {@code INTERRUPTED(}.
 * Of the others those that are finished have succeeded.
 *
 * <p>Durations are those of finished sessions, failed ones too, whose beginning and end are times.
 * The median and the 95th percentile are found by nearest rank: of n durations in ascending order
 * the one in place ceil(n * p / 100), so each is a duration that was measured (definition 1 in R.
 * J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, The American Statistician 50,
 * 1996).
 *
 * @param natureId the key of the nature
 * @param label its name for people; its key where the nature is missing
 * @param sessions how many there are
 * @param succeeded how many are finished and have not failed
 * @param failed how many have failed, finished or not
 * @param open how many are neither
 * @param shortest the shortest duration; null if there is none
 * @param median the median; null if there is none
 * @param p95 the 95th percentile; null if there is none
 * @param longest the longest duration; null if there is none
 */
public record NatureStatistics(
    String natureId,
    String label,
    long sessions,
    long succeeded,
    long failed,
    long open,
    @Nullable Duration shortest,
    @Nullable Duration median,
    @Nullable Duration p95,
    @Nullable Duration longest) {
  /** How many of 100 sessions have succeeded; open ones have not. */
  public double successRate() {
    return sessions == 0 ? 0 : 100.0 * succeeded / sessions;
  }
}
