package dev.batchkit.batch;

import dev.batchkit.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a batch as it was when it was read. Immutable if its value is.
 *
 * @param <R> the row record of the type, or {@link Cells}
 * @param batchId its batch
 * @param sequence its place in the batch; never used again
 * @param status what its last refresh found
 * @param problems everything that is wrong with it; empty if nothing is
 * @param value what the handler made of the input
 * @param input what the source or a person said, where that differs from the value; null where
 *     value is the input
 * @param version raised by every change; what an edit must name
 * @param removed whether it was taken out of the batch
 * @param outcome what execution made of it; null while it was not reached
 * @param outcomeDetail the reason or the result that came with the outcome; null if none did
 * @param updatedAt when it last changed
 * @param updatedById the user who last changed it; null if nobody was named
 */
public record Row<R>(
    BatchId batchId,
    long sequence,
    StatusInfo status,
    List<Problem> problems,
    R value,
    @Nullable Json input,
    long version,
    boolean removed,
    @Nullable RowOutcome outcome,
    @Nullable Json outcomeDetail,
    Instant updatedAt,
    @Nullable Long updatedById) {

  /** Copies the list. */
  public Row {
    problems = List.copyOf(problems);
  }

  /** Says which row it is, not what stands in it. */
  @Override
  public String toString() {
    return "Row(batch " + batchId + ", sequence " + sequence + ", " + status.code() + ")";
  }
}
