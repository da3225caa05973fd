package dev.batchkit.testkit;

import dev.batchkit.store.ChangeReads;
import dev.batchkit.store.StoredChange;
import java.util.List;
import java.util.Optional;

/** Reads the changes of rows. */
class MemoryChangeReads implements ChangeReads {
  private final View view;

  MemoryChangeReads(View view) {
    this.view = view;
  }

  @Override
  public Optional<StoredChange> find(long batchId, long sequence, long version) {
    return view.read(state -> Optional.ofNullable(state.changes.get(batchId, sequence, version)));
  }

  @Override
  public List<StoredChange> ofRow(long batchId, long sequence) {
    return view.read(
        state ->
            state.changes.page(
                batchId,
                sequence,
                Long.MIN_VALUE,
                change -> change.sequence() == sequence,
                Integer.MAX_VALUE));
  }

  @Override
  public List<StoredChange> page(long batchId, long afterSequence, long afterVersion, int limit) {
    return view.read(
        state -> state.changes.page(batchId, afterSequence, afterVersion, change -> true, limit));
  }

  @Override
  public List<StoredChange> ofRun(long batchId, String runId, long afterSequence, int limit) {
    return view.read(
        state ->
            state.changes.page(
                batchId,
                afterSequence,
                Long.MAX_VALUE,
                change -> runId.equals(change.runId()),
                limit));
  }
}
