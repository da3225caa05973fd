package dev.batchkit.store;

import dev.batchkit.batch.Run;
import java.util.List;
import java.util.Optional;

/** Reads runs. */
public interface RunReads {
  /** The run with this id. */
  Optional<Run> find(String runId);

  /** All runs on a batch, oldest first. */
  List<Run> ofBatch(long batchId);

  /**
   * A page of batches that runs were made on and that are neither there nor purged, ascending.
   *
   * @param after only ids above this one
   * @param limit at most so many
   */
  List<Long> withoutBatch(long after, int limit);

  /** Whether somebody asked to cancel the run. */
  boolean cancelRequested(String runId);
}
