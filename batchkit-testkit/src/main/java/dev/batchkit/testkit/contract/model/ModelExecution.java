package dev.batchkit.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.StaleBatch;
import dev.batchkit.error.WrongState;
import java.util.HashSet;
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
  private final ModelService service;
  private final Options options;

  /**
   * How it is executed.
   *
   * @param leavesOutErrors as in the options of the engine; so with the others
   * @param stale whether another version of the batch was reviewed
   */
  record Options(
      boolean leavesOutErrors, int accepted, int concurrency, int stopAfter, boolean stale) {}

  ModelExecution(ModelService service, Options options) {
    this.service = service;
    this.options = options;
  }

  /** Refused before it begins; nothing is changed. */
  private @Nullable Class<? extends Throwable> refused(ModelBatch batch) {
    if (batch.frozen) {
      return BatchFrozen.class;
    }
    if (options.stale()) {
      return StaleBatch.class;
    }
    if (batch.needsRefresh || (!batch.populated && batch.rows.isEmpty())) {
      return WrongState.class;
    }
    boolean blocked =
        !options.leavesOutErrors() && batch.rows.values().stream().anyMatch(ModelRow::isBlocking);
    return blocked ? ExecutionBlocked.class : null;
  }

  /** The next execution, which takes no batch but this. */
  @Nullable Class<? extends Throwable> next(ModelBatch batch, Seen seen) {
    if (!isNext(batch)) {
      return null;
    }
    Class<? extends Throwable> refused = whole(batch, seen);
    batch.complete = refused == null || refused.equals(HandlerFailed.class);
    return refused;
  }

  private static boolean isNext(ModelBatch batch) {
    return batch.status == BatchStatus.PENDING && batch.complete && !batch.frozen;
  }

  /** The next execution, cut off: a batch that is refused may be handed back already. */
  void nextCutOff(ModelBatch batch, Seen seen) {
    if (isNext(batch)) {
      boolean refused = refused(batch) != null;
      cutOff(batch, seen);
      batch.complete = !refused || seen.complete();
    }
  }

  /** An execution that came to its end. */
  @Nullable Class<? extends Throwable> whole(ModelBatch batch, Seen seen) {
    Class<? extends Throwable> refused = refused(batch);
    if (refused != null) {
      return refused;
    }
    Map<Long, RowOutcome> answers = service.answers();
    if (service.threw()) {
      cutOff(batch, seen);
      return HandlerFailed.class;
    }
    Set<Long> handed = new TreeSet<>();
    batch.rows.forEach(
        (sequence, row) -> {
          if (row.isOpen() && !row.isLeftOut()) {
            handed.add(sequence);
          }
        });
    if (mayStopEarly(batch, answers)) {
      cutOff(batch, seen);
      assertThat(batch.status).as("status after a stop").isEqualTo(BatchStatus.FAILED);
      return null;
    }
    assertThat(new TreeSet<>(answers.keySet())).as("rows handed to the executor").isEqualTo(handed);
    batch.rows.forEach(
        (sequence, row) -> {
          if (row.isOpen()) {
            row.outcome = row.isLeftOut() ? RowOutcome.SKIPPED : answers.get(sequence);
          }
        });
    end(batch);
    return null;
  }

  /** So many rows failed, or are UNKNOWN for good, that it need not go on. */
  private boolean mayStopEarly(ModelBatch batch, Map<Long, RowOutcome> answers) {
    Set<Long> unknown = new HashSet<>();
    long failures = 0;
    for (Map.Entry<Long, ModelRow> entry : batch.rows.entrySet()) {
      RowOutcome answer = answers.get(entry.getKey());
      RowOutcome now = answer == null ? entry.getValue().outcome : answer;
      if (now == RowOutcome.UNKNOWN) {
        unknown.add(entry.getKey());
      }
      failures += answer == RowOutcome.FAILED || answer == RowOutcome.UNKNOWN ? 1 : 0;
    }
    return unknown.size() >= options.concurrency() || failures >= options.stopAfter();
  }

  private void end(ModelBatch batch) {
    long failed = count(batch, RowOutcome.FAILED);
    batch.frozen = failed <= options.accepted() && count(batch, RowOutcome.UNKNOWN) == 0;
    batch.status = batch.frozen ? BatchStatus.SUCCESS : BatchStatus.FAILED;
  }

  private static long count(ModelBatch batch, RowOutcome outcome) {
    return batch.rows.values().stream()
        .filter(row -> !row.removed && row.outcome == outcome)
        .count();
  }

  /** An execution that was cut off somewhere: what is seen must be allowed, and is taken over. */
  void cutOff(ModelBatch batch, Seen seen) {
    if (!seen.status().equals(batch.status.word()) && !seen.frozen()) {
      assertThat(seen.status())
          .as("status of an execution that was cut off")
          .isIn(BatchStatus.FAILED.word(), BatchStatus.KILLED.word());
    }
    if (refused(batch) != null) {
      batch.status = BatchStatus.of(seen.status());
      return;
    }
    long unknown = count(batch, RowOutcome.UNKNOWN);
    boolean begun = seen.frozen() || !seen.status().equals(BatchStatus.PENDING.word());
    batch.rows.forEach(
        (sequence, row) -> {
          SeenRow now = seen.rows().get(sequence);
          if (now != null) {
            take(sequence, row, begun, now.outcome());
          }
        });
    assertThat(count(batch, RowOutcome.UNKNOWN))
        .as("rows that are UNKNOWN")
        .isLessThanOrEqualTo(Math.max(unknown, options.concurrency()));
    if (seen.frozen()) {
      end(batch);
      assertThat(batch.rows.values()).as("rows left").noneMatch(this::isLeft);
    } else {
      batch.status = BatchStatus.of(seen.status());
    }
  }

  private boolean isLeft(ModelRow row) {
    return !row.removed && row.outcome == null;
  }

  private void take(long sequence, ModelRow row, boolean begun, String now) {
    @Nullable RowOutcome answer = service.answers().get(sequence);
    Set<String> allowed = new HashSet<>();
    boolean called = answer != null && service.isExternal(sequence);
    if (!called || row.outcome == RowOutcome.UNKNOWN) {
      allowed.add(Objects.toString(row.outcome));
    }
    if (begun && row.isOpen()) {
      if (row.isLeftOut()) {
        allowed.add(RowOutcome.SKIPPED.name());
      } else {
        if (answer != null) {
          allowed.add(answer.name());
        }
        if (service.isExternal(sequence)) {
          allowed.add(RowOutcome.UNKNOWN.name());
        } else if (answer != null) {
          allowed.add(RowOutcome.FAILED.name());
        }
      }
    }
    assertThat(now)
        .as("outcome of row %d, of which the service said %s", sequence, answer)
        .isIn(allowed);
    row.outcome = now.equals("null") ? null : RowOutcome.valueOf(now);
  }
}
