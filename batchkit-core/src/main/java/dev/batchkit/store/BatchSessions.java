package dev.batchkit.store;

import dev.batchkit.session.Session;
import dev.batchkit.session.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the batch that is being executed, for its handler, inside a unit of its run. What
 * belongs to another batch is refused by {@link dev.batchkit.error.InvalidValue}, with nothing
 * written. What the store itself refuses, such as an indicator that is not there, ends the run.
 */
public interface BatchSessions {
  /**
   * The last session of an indicator, in any batch, that has a verdict and an id below this one.
   */
  Optional<Session> last(long indicatorId, long below);

  /** Stores a session of this batch, as {@link SessionWrites#put} does. */
  long put(NewSession session);

  /** Adds records to a session of this batch, as {@link SessionWrites#addRecords} does. */
  void addRecords(long sessionId, List<NewRecord> records);

  /** Deletes records of a session of this batch, as {@link SessionWrites#deleteRecords} does. */
  int deleteRecords(long sessionId, int limit);

  /** Notes that a listener is to be told the verdict of a session of this batch. */
  void tell(long sessionId, String listener, Verdict verdict, @Nullable Verdict before, Instant at);
}
