package dev.batchkit.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that a person made to a row: what its input was, and what it is since. Rows that a
 * handler made again, or that were marked as duplicates, have no such record. Immutable if its
 * inputs are.
 *
 * @param <I> the input record of the type, or {@link Cells}
 * @param batchId the batch
 * @param sequence the row
 * @param version the version of the row after the change; 1 for an added row
 * @param at when it was changed
 * @param byId the user who changed it; null if nobody was named
 * @param before the input before; null where the row was not there before
 * @param after the input after; null where the row is not there after
 * @param runId the run that changed many rows as one; null for a single change
 */
public record Change<I>(
    BatchId batchId,
    long sequence,
    long version,
    Instant at,
    @Nullable Long byId,
    @Nullable I before,
    @Nullable I after,
    @Nullable String runId) {
  /** What was done to the row. */
  public enum Kind {
    /** It was added. */
    ADD,
    /** Its input was changed. */
    EDIT,
    /** It was taken out. */
    REMOVE,
    /** It was taken in again. */
    RESTORE
  }

  /** What was done to the row. */
  public Kind kind() {
    if (before == null) {
      return version == 1 ? Kind.ADD : Kind.RESTORE;
    }
    return after == null ? Kind.REMOVE : Kind.EDIT;
  }

  /** Says which change it is, not what stands in it. */
  @Override
  public String toString() {
    return "Change(batch " + batchId + ", sequence " + sequence + ", version " + version + ")";
  }
}
