package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Takes batches of {@link Effects} from wherever they stand to their end, and tells each step. */
final class Life {
  static final int ROWS = 2_500;

  private final Batches<Effects.Line, Effects.Made> batches;
  private final int rows;
  private final Consumer<String> tell;

  Life(BatchKit kit, int rows, Consumer<String> tell) {
    this.batches = kit.batches(Effects.TYPE);
    this.rows = rows;
    this.tell = tell;
  }

  static BatchKit open(Path file) {
    return open(file, new Effects());
  }

  static BatchKit open(Path file, Effects handler) {
    return BatchKit.open(SqliteStore.openOrCreate(file), k -> k.handler(handler).discoverIn(null));
  }

  BatchId live(String key) {
    tell.accept("begin create " + key);
    Batch batch =
        batches.createOrGet(
            b -> b.key(key).description("life " + key).params(new Effects.Size(rows)));
    BatchId id = batch.id();
    tell.accept("end create " + key);
    if (batch.rows().isEmpty()) {
      tell.accept("begin populate " + key);
      requireSuccess(batches.populate(id));
      tell.accept("end populate " + key);
    }
    batch = batches.get(id);
    if (batch.needsRefresh() || !(isRefreshed(id) || batch.isFrozen() || batch.isResumable())) {
      tell.accept("begin refresh " + key);
      requireSuccess(batches.refresh(id));
      tell.accept("end refresh " + key);
    }
    if (!batch.isFrozen()) {
      tell.accept("begin execute " + key);
      requireSuccess(batches.execute(id));
      tell.accept("end execute " + key);
    }
    return id;
  }

  private boolean isRefreshed(BatchId id) {
    return batches.runs(id).stream()
        .anyMatch(run -> run.activity() == Activity.REFRESH && run.outcome() == RunOutcome.SUCCESS);
  }

  private static void requireSuccess(Run run) {
    if (run.outcome() != RunOutcome.SUCCESS) {
      throw new IllegalStateException(run.toString());
    }
  }
}
