package dev.batchkit.testkit;

import dev.batchkit.batch.Run;
import dev.batchkit.store.RunReads;
import java.util.List;
import java.util.Optional;

/** Reads runs. */
class MemoryRunReads implements RunReads {
  private final View view;

  MemoryRunReads(View view) {
    this.view = view;
  }

  @Override
  public Optional<Run> find(String runId) {
    return view.read(state -> state.runs.find(runId));
  }

  @Override
  public List<Run> ofBatch(long batchId) {
    return view.read(state -> state.runs.of(batchId));
  }

  @Override
  public List<Long> withoutBatch(long after, int limit) {
    return view.read(
        state ->
            state.runs.batchesAfter(after).stream()
                .filter(id -> !state.headers.has(id) && !state.purges.has(id))
                .limit(limit)
                .toList());
  }

  @Override
  public boolean cancelRequested(String runId) {
    return view.read(state -> state.runs.cancels().has(runId));
  }
}
