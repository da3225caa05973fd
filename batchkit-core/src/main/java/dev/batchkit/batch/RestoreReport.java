package dev.batchkit.batch;

import java.util.List;

/**
 * What was done after a restore.
 *
 * @param batches how many batches are not frozen: their external effects are asked for before they
 *     are done
 * @param ended the runs that were going on when the backup was made
 * @param keyScope what stands for the store's id in the idempotency keys of batches created from
 *     now on
 */
public record RestoreReport(long batches, List<Run> ended, String keyScope) {
  /** Copies the list. */
  public RestoreReport {
    ended = List.copyOf(ended);
  }
}
