package dev.batchkit.testkit;

import dev.batchkit.store.ActorIds;
import dev.batchkit.store.ChangeWrites;
import dev.batchkit.store.StoredChange;
import java.util.List;

/** Writes the changes of rows. */
final class MemoryChangeWrites extends MemoryChangeReads implements ChangeWrites {
  private final View view;

  MemoryChangeWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public void insert(long batchId, List<StoredChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    view.change(
        state -> {
          Header unused = state.changeable(batchId);
          changes.forEach(change -> insert(state, batchId, change));
        });
  }

  private static void insert(State state, long batchId, StoredChange change) {
    String name = "The change of row " + change.sequence() + " of batch " + batchId;
    if (state.changes.get(batchId, change.sequence(), change.version()) != null) {
      throw Refused.because(Refused.UNIQUE, name + " is there already.");
    }
    state.check(new ActorIds(change.byId(), null));
    Refused.unlessJson(change.before(), name);
    Refused.unlessJson(change.after(), name);
    state.changes = state.changes.with(batchId, change);
  }
}
