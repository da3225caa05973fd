package dev.batchkit.testkit.contract;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;

/** A batch whose execution began, as it is when people may work on it again. */
final class Reopened {
  private Reopened() {}

  static Batch of(Batch batch) {
    return new Batch(
        batch.id(),
        batch.type(),
        batch.handler(),
        BatchStatus.PENDING,
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
        batch.activity(),
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
        batch.restoredAt());
  }
}
