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
        batch.parent(),
        batch.rowTable(),
        batch.statuses(),
        batch.columns(),
        batch.version(),
        batch.needsRefresh() || activity.owesRefresh(),
        batch.rows(),
        activity,
        batch.createdAt(),
        batch.createdById(),
        at,
        userId,
        batch.populatedAt(),
        batch.completedAt(),
        batch.completedById(),
        batch.executedAt(),
        batch.executedById(),
        batch.result(),
        batch.seal(),
        batch.frozenAt(),
        batch.keyScope(),
        batch.restoredAt(),
        batch.indicatorGroupId());
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
        made.parent(),
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
        batch.completedAt(),
        batch.completedById(),
        View.storedOrNull(made.executedAt()),
        made.executedById(),
        made.result(),
        batch.seal(),
        batch.frozenAt(),
        batch.keyScope(),
        batch.restoredAt(),
        batch.indicatorGroupId());
  }

  /** A batch with what a person made of it. */
  static Batch changed(Batch batch, Batch made) {
    return new Batch(
        batch.id(),
        batch.type(),
        batch.handler(),
        made.status(),
        made.description(),
        made.notes(),
        batch.key(),
        made.params(),
        batch.source(),
        batch.parent(),
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
        batch.populatedAt(),
        View.storedOrNull(made.completedAt()),
        made.completedById(),
        batch.executedAt(),
        batch.executedById(),
        batch.result(),
        batch.seal(),
        batch.frozenAt(),
        batch.keyScope(),
        batch.restoredAt(),
        batch.indicatorGroupId());
  }

  /** A batch that came back out of a backup. */
  static Batch restored(Batch batch, Instant at) {
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
        batch.parent(),
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
        batch.completedAt(),
        batch.completedById(),
        batch.executedAt(),
        batch.executedById(),
        batch.result(),
        batch.seal(),
        batch.frozenAt(),
        batch.keyScope(),
        at,
        batch.indicatorGroupId());
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
        batch.parent(),
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
        batch.completedAt(),
        batch.completedById(),
        batch.executedAt(),
        batch.executedById(),
        batch.result(),
        seal,
        at,
        batch.keyScope(),
        batch.restoredAt(),
        batch.indicatorGroupId());
  }
}
