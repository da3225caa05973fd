package dev.batchkit.store;

import java.time.Instant;
import java.util.List;

/**
 * Writes sessions. Every method refuses, as a failure of the store, to change what belongs to a
 * frozen batch, and what does not exist.
 */
public interface SessionWrites extends SessionReads {
  /** The reason of a session that {@link #interrupt} ended. */
  String INTERRUPTED = "the run that measured it was interrupted";

  /**
   * Stores a session: inserts it, or if this batch has one of this indicator, writes all of it but
   * its id, and when, by whom and for which group of users it was created. Its records stay. The
   * documented columns are written too; {@code alert_threshold} is the double that is nearest to
   * the threshold. The batch must be batchkit's own.
   *
   * @return its id
   */
  long put(NewSession session);

  /**
   * Adds records, by ascending sequence, above those that are there, to a session that {@link #put}
   * stored.
   *
   * @throws dev.batchkit.error.InvalidValue if a record has no exact JSON form, as one with an
   *     unpaired surrogate; nothing is added, and the unit can go on
   * @throws dev.batchkit.error.StoreFailed if a sequence is not above the one before it, or not
   *     positive
   */
  void addRecords(long sessionId, List<NewRecord> records);

  /**
   * Deletes records of a session, the first ones first. Another program's session, which {@link
   * #put} takes over, has none.
   *
   * @param limit at most so many
   * @return how many
   */
  int deleteRecords(long sessionId, int limit);

  /**
   * Ends the sessions of a batch that {@link #put} stored and that are Running as Killed and
   * NOT_MEASURED, at this time and without counts and extreme, for {@link #INTERRUPTED}: the run
   * that measured them is gone. Nothing is changed, nor refused, where there is none.
   */
  void interrupt(long batchId, Instant at);

  /** Appends a request to cancel the measurement of an indicator in a batch. */
  void requestCancel(long batchId, long indicatorId, Instant at, ActorIds by);
}
