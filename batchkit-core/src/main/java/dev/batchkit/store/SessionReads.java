package dev.batchkit.store;

import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.TrendStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads sessions, also those that other programs wrote. Sessions of a batch that was purged are not
 * there.
 *
 * <p>The verdict of another program's session: OK if it is Success and has records but none with an
 * alert, ALERT if it has, NO_DATA if it is Success and has none, NOT_MEASURED if it is Failed or
 * Killed, none if it is Pending or Running, or Success without counts that add up. It began when it
 * was created, and nobody knows when it ended.
 *
 * <p>Times are compared to the millisecond.
 */
public interface SessionReads {
  /** The session with this id. */
  Optional<Session> find(long sessionId);

  /** The session of an indicator in a batch; the last one if another program made several. */
  Optional<Session> find(long batchId, long indicatorId);

  /**
   * A page of sessions, newest first.
   *
   * @param below only ids below this one; {@code Long.MAX_VALUE} for the first page
   * @param limit at most so many
   */
  List<Session> page(SessionFilter filter, long below, int limit);

  /**
   * The last session of an indicator that has a verdict and an id below this one.
   *
   * @param below {@code Long.MAX_VALUE} for the last of all
   */
  Optional<Session> last(long indicatorId, long below);

  /**
   * What the sessions that have a verdict say, all together. The records of those that were not
   * measured are not counted.
   */
  Quality quality(SessionFilter filter);

  /**
   * What the sessions say that have a verdict, by the hour or day in which they began, newest
   * first; hours and days without a session are left out.
   *
   * @param limit at most so many points
   */
  List<TrendPoint> trend(SessionFilter filter, TrendStep step, int limit);

  /**
   * How long the sessions took that have a verdict, a begin and an end: another program's do not.
   */
  SessionDurations durations(SessionFilter filter);

  /**
   * A page of the batches of indicator groups, other programs' too, with what their sessions say,
   * newest first.
   *
   * @param groupId only of this group; null for any
   * @param below only ids below this one; {@code Long.MAX_VALUE} for the first page
   * @param limit at most so many
   */
  List<BatchSummary> batches(@Nullable Long groupId, long below, int limit);

  /**
   * A page of the records that were kept with a session, by ascending sequence.
   *
   * @param alertsOnly only those that alert
   * @param after only sequences above this one; 0 for the first page
   * @param limit at most so many
   */
  List<SessionRecord> records(long sessionId, boolean alertsOnly, long after, int limit);

  /**
   * What the last sessions of an indicator measured for some keys: sessions that are Success and of
   * this series. By key in the order of the text, newest session first, by sequence.
   *
   * @param keys texts of keys
   * @param sessions of at most so many sessions
   */
  List<PastRecord> history(long indicatorId, String series, List<String> keys, int sessions);

  /**
   * The indicators of a batch whose measurement somebody asked to cancel at this time or later.
   *
   * @param from when the run began that goes on: what was asked for before is of no meaning to it
   */
  Set<Long> cancelRequests(long batchId, Instant from);
}
