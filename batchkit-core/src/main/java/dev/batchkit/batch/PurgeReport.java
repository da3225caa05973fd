package dev.batchkit.batch;

import java.util.List;

/**
 * What a purge did, or in a dry run would do.
 *
 * @param dryRun whether nothing was changed
 * @param finished false if the thread was interrupted: what was begun is gone for everybody, the
 *     rest of its rows is deleted by the next purge or recovery
 * @param batches how many batches
 * @param rows how many rows they showed
 * @param held how many batches were left alone because a run held them; they may be too young too
 * @param freedBytes how much space was given back to the operating system
 * @param first the batches, the first 1,000 of them, newest first
 */
public record PurgeReport(
    boolean dryRun,
    boolean finished,
    long batches,
    long rows,
    long held,
    long freedBytes,
    List<PurgedBatch> first) {
  /** Copies the list. */
  public PurgeReport {
    first = List.copyOf(first);
  }
}
