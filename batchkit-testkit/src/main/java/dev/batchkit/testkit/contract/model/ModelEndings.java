package dev.batchkit.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.WrongState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people decide on a batch as a whole, as the model has it. */
final class ModelEndings {
  private final ModelBatch batch;

  ModelEndings(ModelBatch batch) {
    this.batch = batch;
  }

  private @Nullable Class<? extends Throwable> unlessPending() {
    if (batch.frozen) {
      return BatchFrozen.class;
    }
    return batch.status == BatchStatus.PENDING ? null : WrongState.class;
  }

  private @Nullable Class<? extends Throwable> unlessUnfinished() {
    if (batch.frozen) {
      return BatchFrozen.class;
    }
    return batch.status == BatchStatus.PENDING ? WrongState.class : null;
  }

  @Nullable Class<? extends Throwable> complete(boolean complete) {
    Class<? extends Throwable> refused = unlessPending();
    batch.complete = refused == null ? complete : batch.complete;
    return refused;
  }

  @Nullable Class<? extends Throwable> reopen() {
    Class<? extends Throwable> refused = unlessUnfinished();
    if (refused == null) {
      batch.status = BatchStatus.PENDING;
      batch.complete = false;
    }
    return refused;
  }

  @Nullable Class<? extends Throwable> discard() {
    if (batch.frozen) {
      return BatchFrozen.class;
    }
    batch.status = BatchStatus.KILLED;
    batch.frozen = true;
    return null;
  }

  /** What was to be discarded is Killed, and not frozen, if it was cut off once it had begun. */
  void discardedInPart(Seen seen) {
    if (!batch.frozen && seen.frozen()) {
      Class<? extends Throwable> unused = discard();
    } else if (!batch.frozen && seen.status().equals(BatchStatus.KILLED.word())) {
      batch.status = BatchStatus.KILLED;
    }
  }

  @Nullable Class<? extends Throwable> settle() {
    Class<? extends Throwable> refused = unlessUnfinished();
    if (refused == null) {
      batch.rows.values().stream()
          .filter(ModelRow::isOpen)
          .forEach(row -> row.outcome = RowOutcome.SKIPPED);
      batch.status = BatchStatus.SUCCESS;
      batch.frozen = true;
    }
    return refused;
  }

  /** Some of the rows are skipped, and it is as unfinished as before. */
  void settledInPart(Seen seen) {
    if (unlessUnfinished() != null) {
      return;
    }
    if (seen.frozen()) {
      Class<? extends Throwable> unused = settle();
      return;
    }
    batch.rows.forEach(
        (sequence, row) -> {
          String now = Objects.requireNonNull(seen.rows().get(sequence)).outcome();
          if (row.isOpen() && now.equals(RowOutcome.SKIPPED.name())) {
            row.outcome = RowOutcome.SKIPPED;
          }
        });
    assertThat(seen.status())
        .as("status of what was settled in part")
        .isIn(BatchStatus.FAILED.word(), BatchStatus.KILLED.word());
    batch.status = BatchStatus.of(seen.status());
  }
}
