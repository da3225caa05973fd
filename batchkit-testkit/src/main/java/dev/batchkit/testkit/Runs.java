package dev.batchkit.testkit;

import dev.batchkit.batch.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The runs, listed by batch in the order of their insertion, and the requests to cancel them. */
record Runs(Tree<String, Key> keys, Tree<Key, Run> runs, long last, Tree<String, Boolean> cancels) {
  static final Runs NONE = new Runs(Tree.empty(), Tree.sortedBy(Key.ORDER), 0, Tree.empty());

  Optional<Run> find(String runId) {
    Key key = keys.get(runId);
    return key == null ? Optional.empty() : Optional.ofNullable(runs.get(key));
  }

  List<Run> of(long batchId) {
    List<Run> found = new ArrayList<>();
    runs.ascend(
        new Key(batchId, 0),
        (key, run) -> {
          boolean isOfBatch = key.batchId == batchId;
          return isOfBatch && found.add(run);
        });
    return found;
  }

  /** The batches with an id above this one that runs were made on, ascending. */
  Set<Long> batchesAfter(long batchId) {
    Set<Long> found = new TreeSet<>();
    runs.ascend(
        new Key(batchId + 1, 0),
        (key, run) -> {
          found.add(key.batchId);
          return true;
        });
    return found;
  }

  Runs with(Run run) {
    Key key = new Key(run.batchId().value(), last + 1);
    return new Runs(keys.with(run.id(), key), runs.with(key, run), last + 1, cancels);
  }

  /** The run of this id replaced; it must be there. */
  Runs replacing(Run run) {
    Key key = Objects.requireNonNull(keys.get(run.id()));
    return new Runs(keys, runs.with(key, run), last, cancels);
  }

  Runs cancelling(String runId) {
    return new Runs(keys, runs, last, cancels.with(runId, true));
  }

  record Key(long batchId, long number) {
    static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::batchId).thenComparingLong(Key::number);
  }
}
