package dev.batchkit.store;

import dev.batchkit.batch.RowOutcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row as it is stored. The cells are not copied: who makes one gives them away, who gets one
 * leaves them alone.
 *
 * @param sequence its place in the batch
 * @param status code of its status
 * @param problems JSON array of its problems; null for none
 * @param input JSON of its input; null where the payload is the input
 * @param version 1 for a new row
 * @param removed whether it was taken out
 * @param outcome APPLIED, SKIPPED, FAILED, UNKNOWN, or null
 * @param outcomeJson what came with the outcome, or null
 * @param updatedAt UTC text
 * @param updatedById the user, or null
 * @param cells one per payload column: String, Long, Double or null, as the column's storage class
 *     says
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a million rows pass through: no wrapper around the cells
public record StoredRow(
    long sequence,
    String status,
    @Nullable String problems,
    @Nullable String input,
    long version,
    boolean removed,
    @Nullable String outcome,
    @Nullable String outcomeJson,
    String updatedAt,
    @Nullable Long updatedById,
    @Nullable Object[] cells) {

  /** Whether its effect is done, or may be: then nobody may change what it says. */
  public boolean isLocked() {
    return isLocked(outcome);
  }

  /** Whether nobody may change what a row with this outcome says. */
  public static boolean isLocked(@Nullable String outcome) {
    return RowOutcome.APPLIED.name().equals(outcome) || RowOutcome.UNKNOWN.name().equals(outcome);
  }

  /** Equal when every part and every cell is. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredRow row
        && sequence == row.sequence
        && version == row.version
        && removed == row.removed
        && status.equals(row.status)
        && Objects.equals(problems, row.problems)
        && Objects.equals(input, row.input)
        && Objects.equals(outcome, row.outcome)
        && Objects.equals(outcomeJson, row.outcomeJson)
        && updatedAt.equals(row.updatedAt)
        && Objects.equals(updatedById, row.updatedById)
        && java.util.Arrays.equals(cells, row.cells);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sequence) * 31 + java.util.Arrays.hashCode(cells);
  }

  /** Says which row it is, not what stands in it. */
  @Override
  public String toString() {
    return "StoredRow(" + sequence + ", " + status + ")";
  }
}
