package dev.batchkit.testkit;

import dev.batchkit.store.StoredChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The changes of the rows of all batches, by batch, sequence and version. */
record Changes(Tree<Key, StoredChange> changes) {
  static final Changes NONE = new Changes(Tree.sortedBy(Key.ORDER));

  @Nullable StoredChange get(long batchId, long sequence, long version) {
    return changes.get(new Key(batchId, sequence, version));
  }

  Changes with(long batchId, StoredChange change) {
    return new Changes(changes.with(new Key(batchId, change.sequence(), change.version()), change));
  }

  Changes without(long batchId, StoredChange change) {
    return new Changes(changes.without(new Key(batchId, change.sequence(), change.version())));
  }

  /** Those of a batch after a sequence and version that are wanted, at most so many. */
  List<StoredChange> page(
      long batchId, long sequence, long version, Predicate<StoredChange> wanted, int limit) {
    List<StoredChange> page = new ArrayList<>();
    if (limit < 1) {
      return page;
    }
    Key after = new Key(batchId, sequence, version);
    changes.ascend(
        after,
        (key, change) -> {
          if (key.batchId != batchId) {
            return false;
          }
          if (!key.equals(after) && wanted.test(change)) {
            page.add(change);
          }
          return page.size() < limit;
        });
    return page;
  }

  record Key(long batchId, long sequence, long version) {
    static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::batchId)
            .thenComparingLong(Key::sequence)
            .thenComparingLong(Key::version);
  }
}
