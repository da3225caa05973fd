package dev.batchkit.batch;

import dev.batchkit.error.BatchKitException;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for one batch among many: the run, however it ended, or why there is none to
 * show.
 *
 * @param id the batch
 * @param run the run; null where it was refused or failed with an error
 * @param refusal the error; null where there is a run
 */
public record Attempt(BatchId id, @Nullable Run run, @Nullable BatchKitException refusal) {
  /** One that has a run. */
  public static Attempt of(Run run) {
    return new Attempt(run.batchId(), run, null);
  }

  /** One that was refused, or whose run ended with an error. */
  public static Attempt refused(BatchId id, BatchKitException refusal) {
    return new Attempt(id, null, refusal);
  }

  /** Whether the run did what it was asked to. */
  public boolean isSuccess() {
    return run != null && run.outcome() == RunOutcome.SUCCESS;
  }
}
