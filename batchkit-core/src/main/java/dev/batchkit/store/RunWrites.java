package dev.batchkit.store;

import dev.batchkit.batch.Run;
import java.time.Instant;

/** Writes runs. */
public interface RunWrites extends RunReads {
  /** Inserts a run; the orchestration session of its id must exist. */
  void insert(Run run);

  /** Writes phase, done, total, failed, skipped, issues, lastSeenAt and outcome of a run. */
  void update(Run run);

  /** Appends a request to cancel a run; it changes nothing that the run itself writes. */
  void requestCancel(String runId, Instant at, ActorIds by);
}
