package dev.batchkit.store;

import java.time.Instant;
import java.util.List;

/**
 * Writes sessions. Every method refuses, as a failure of the store, to change what belongs to a
 * frozen batch, and what does not exist.
 */
public interface SessionWrites extends SessionReads {
  /**
   * Stores a session: inserts it, or if this batch has one of this indicator, writes all of it but
   * when and by whom it was created. Its records stay.
   *
   * @return its id
   */
  long put(NewSession session);

  /**
   * Adds records, by ascending sequence, above those that are there.
   *
   * @throws dev.batchkit.error.StoreFailed if one of them is there already
   */
  void addRecords(long sessionId, List<NewRecord> records);

  /**
   * Deletes records of a session, the first ones first.
   *
   * @param limit at most so many
   * @return how many
   */
  int deleteRecords(long sessionId, int limit);

  /**
   * Ends the sessions of a batch that are Running as Killed and NOT_MEASURED: the run that measured
   * them is gone.
   */
  void interrupt(long batchId, Instant at);

  /** Appends a request to cancel the measurement of an indicator in a batch. */
  void requestCancel(long batchId, long indicatorId, Instant at, ActorIds by);
}
