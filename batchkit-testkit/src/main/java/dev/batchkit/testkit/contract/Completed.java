package dev.batchkit.testkit.contract;

import dev.batchkit.batch.Batch;

/** A header as handing it over for execution leaves it. */
final class Completed {
  private Completed() {}

  static Batch of(Batch batch) {
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
        batch.activity(),
        batch.createdAt(),
        batch.createdById(),
        batch.updatedAt(),
        batch.updatedById(),
        batch.populatedAt(),
        batch.updatedAt(),
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
}
