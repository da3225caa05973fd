package dev.batchkit.store;

import dev.batchkit.batch.RowWindow;
import java.util.Set;

/**
 * Which rows of a batch to read, by ascending sequence.
 *
 * @param batchId the batch
 * @param window only rows in it
 * @param after only sequences above this one; 0 for the first page
 * @param statuses only rows with one of these codes; empty for any
 * @param withRemoved whether removed rows are among them
 * @param limit at most so many
 */
public record RowQuery(
    long batchId,
    RowWindow window,
    long after,
    Set<String> statuses,
    boolean withRemoved,
    int limit) {
  /** Copies the set. */
  public RowQuery {
    statuses = Set.copyOf(statuses);
  }
}
