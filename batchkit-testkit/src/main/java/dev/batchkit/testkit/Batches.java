package dev.batchkit.testkit;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Headers after a change. */
final class Batches {
  private Batches() {}

  /** A batch that a run claimed. */
  static Batch running(Batch batch, Activity activity, Instant at, @Nullable Long userId) {
    return new Batch(
        batch.id(),
        batch.type(),
        batch.handler(),
        BatchStatus.RUNNING,
        batch.description(),
        batch.notes(),
        batch.key(),
        batch.params(),
        batch.source(),
        batch.rowTable(),
        batch.statuses(),
        batch.columns(),
        batch.version(),
        batch.needsRefresh() || activity == Activity.REFRESH,
        batch.rows(),
        activity,
        batch.createdAt(),
        batch.createdById(),
        at,
        userId,
        batch.populatedAt(),
        batch.executedAt(),
        batch.executedById(),
        batch.result(),
        batch.seal(),
        batch.frozenAt());
  }

  /** A batch with what a run made of it; the run lets it go. */
  static Batch settled(Batch batch, Batch made) {
    return new Batch(
        batch.id(),
        batch.type(),
        made.handler(),
        made.status(),
        batch.description(),
        batch.notes(),
        batch.key(),
        batch.params(),
        made.source(),
        batch.rowTable(),
        made.statuses(),
        made.columns(),
        made.version(),
        made.needsRefresh(),
        made.rows(),
        null,
        batch.createdAt(),
        batch.createdById(),
        View.stored(made.updatedAt()),
        made.updatedById(),
        View.storedOrNull(made.populatedAt()),
        View.storedOrNull(made.executedAt()),
        made.executedById(),
        made.result(),
        batch.seal(),
        batch.frozenAt());
  }

  /** A batch that does not change any more. */
  static Batch frozen(Batch batch, String seal, Instant at) {
    return new Batch(
        batch.id(),
        batch.type(),
        batch.handler(),
        batch.status(),
        batch.description(),
        batch.notes(),
        batch.key(),
        batch.params(),
        batch.source(),
        batch.rowTable(),
        batch.statuses(),
        batch.columns(),
        batch.version(),
        batch.needsRefresh(),
        batch.rows(),
        null,
        batch.createdAt(),
        batch.createdById(),
        batch.updatedAt(),
        batch.updatedById(),
        batch.populatedAt(),
        batch.executedAt(),
        batch.executedById(),
        batch.result(),
        seal,
        at);
  }
}
