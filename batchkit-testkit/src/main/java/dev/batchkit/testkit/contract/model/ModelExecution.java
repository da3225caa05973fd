package dev.batchkit.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.StaleBatch;
import dev.batchkit.error.WrongState;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an execution does to a batch of the model, as the service says; and what of it may be done
 * when it was cut off.
 */
final class ModelExecution {
  private final boolean leavesOutErrors;
  private final int accepted;
  private final boolean stale;
  private final ModelService service;

  ModelExecution(boolean leavesOutErrors, int accepted, boolean stale, ModelService service) {
    this.leavesOutErrors = leavesOutErrors;
    this.accepted = accepted;
    this.stale = stale;
    this.service = service;
  }

  /** Refused before it begins; nothing is changed. */
  private @Nullable Class<? extends Throwable> refused(ModelBatch batch) {
    if (batch.frozen) {
      return BatchFrozen.class;
    }
    if (stale) {
      return StaleBatch.class;
    }
    if (batch.needsRefresh || (!batch.populated && batch.rows.isEmpty())) {
      return WrongState.class;
    }
    return blocking(batch) > 0 ? ExecutionBlocked.class : null;
  }

  private long blocking(ModelBatch batch) {
    return leavesOutErrors
        ? 0
        : batch.rows.values().stream().filter(row -> row.isOpen() && row.isError()).count();
  }

  private boolean isLeftOut(ModelRow row) {
    return row.isSkip() || row.isError();
  }

  /** An execution that came to its end. */
  @Nullable Class<? extends Throwable> whole(ModelBatch batch, Seen seen) {
    Class<? extends Throwable> refused = refused(batch);
    if (refused != null) {
      return refused;
    }
    if (service.threw()) {
      cutOff(batch, seen);
      batch.status = BatchStatus.FAILED;
      return HandlerFailed.class;
    }
    Map<Long, RowOutcome> answers = service.answers();
    Set<Long> handed = new TreeSet<>();
    batch.rows.forEach(
        (sequence, row) -> {
          if (row.isOpen() && isLeftOut(row)) {
            row.outcome = RowOutcome.SKIPPED;
          } else if (row.isOpen()) {
            handed.add(sequence);
            row.outcome = answers.get(sequence);
          }
        });
    assertThat(answers.keySet()).as("rows handed to the executor").isEqualTo(handed);
    end(batch);
    return null;
  }

  private void end(ModelBatch batch) {
    long failed =
        batch.rows.values().stream()
            .filter(row -> !row.removed && row.outcome == RowOutcome.FAILED)
            .count();
    batch.frozen = failed <= accepted;
    batch.status = batch.frozen ? BatchStatus.SUCCESS : BatchStatus.FAILED;
  }

  /** An execution that was cut off somewhere: what is seen must be allowed, and is taken over. */
  void cutOff(ModelBatch batch, Seen seen) {
    if (refused(batch) != null) {
      if (seen.status().equals(BatchStatus.FAILED.word())) {
        batch.status = BatchStatus.FAILED;
      }
      return;
    }
    Map<Long, RowOutcome> answers = service.answers();
    boolean begun = seen.status().equals(BatchStatus.FAILED.word()) || seen.frozen();
    batch.rows.forEach(
        (sequence, row) -> {
          SeenRow now = seen.rows().get(sequence);
          RowOutcome done = isLeftOut(row) ? RowOutcome.SKIPPED : answers.get(sequence);
          boolean isDone = now != null && now.outcome().equals(Objects.toString(done));
          if (begun && row.isOpen() && done != null && isDone) {
            row.outcome = done;
          } else {
            assertThat(!seen.frozen() || !row.isOpen())
                .as("row %d is done in a batch that is frozen", sequence)
                .isTrue();
          }
        });
    if (seen.frozen()) {
      end(batch);
    } else if (begun) {
      batch.status = BatchStatus.FAILED;
    }
  }
}
