package dev.batchkit.testkit;

import dev.batchkit.batch.BatchId;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.SessionWrites;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session of a batch as it is stored.
 *
 * @param id its id
 * @param made what it was last stored as
 * @param createdAt when it was first stored
 * @param createdBy who stored it first
 * @param updatedAt when it was last changed
 */
record MemorySession(
    long id, NewSession made, Instant createdAt, ActorIds createdBy, Instant updatedAt) {

  boolean isOfSeries(String series) {
    return made.status() == SessionStatus.SUCCESS && series.equals(made.series());
  }

  @Nullable Verdict verdict() {
    return made.verdict();
  }

  Instant startedAt() {
    return View.stored(made.startedAt());
  }

  @Nullable Instant finishedAt() {
    return View.storedOrNull(made.finishedAt());
  }

  Session session() {
    return new Session(
        id,
        new BatchId(made.batchId()),
        made.indicatorId(),
        made.indicator(),
        made.type(),
        made.status(),
        made.verdict(),
        made.quantity(),
        made.operator(),
        made.threshold(),
        made.counts(),
        made.extreme(),
        made.reason(),
        made.attempts(),
        startedAt(),
        finishedAt(),
        made.definition(),
        createdBy.userId(),
        createdBy.groupId());
  }

  /** Stored again. */
  MemorySession made(NewSession again) {
    return new MemorySession(id, again, createdAt, createdBy, View.stored(again.at()));
  }

  /** Ended, because the run that measured it is gone. */
  MemorySession interrupted(Instant at) {
    NewSession killed =
        new NewSession(
            made.batchId(),
            made.indicatorId(),
            made.indicator(),
            made.type(),
            SessionStatus.KILLED,
            Verdict.NOT_MEASURED,
            made.condition(),
            null,
            null,
            SessionWrites.INTERRUPTED,
            made.attempts(),
            made.startedAt(),
            at,
            made.series(),
            made.definition(),
            at,
            made.by());
    return made(killed);
  }
}
