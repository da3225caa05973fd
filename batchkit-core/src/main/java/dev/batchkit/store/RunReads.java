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

  /** Whether somebody asked to cancel the run. */
  boolean cancelRequested(String runId);
}
