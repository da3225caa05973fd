package dev.batchkit.measuring;

import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.NewRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the measurement of an indicator. To be closed.
 *
 * @param status SUCCESS, FAILED or KILLED
 * @param verdict NOT_MEASURED unless the status is SUCCESS
 * @param counts null unless the status is SUCCESS
 * @param extreme what was compared and lies farthest in the direction of an alert; null for none
 * @param reason why it was not measured, as it can be stored; null if it was
 * @param attempts how often it was tried
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param kept the records that are kept
 */
record Measured(
    SessionStatus status,
    Verdict verdict,
    @Nullable RecordCounts counts,
    @Nullable String extreme,
    @Nullable String reason,
    int attempts,
    Instant startedAt,
    Instant finishedAt,
    Kept kept)
    implements AutoCloseable {

  /** What was not even tried, and why. */
  static Measured refused(String reason, Instant at) {
    return new Measured(
        SessionStatus.FAILED,
        Verdict.NOT_MEASURED,
        null,
        null,
        StoredText.reason(reason),
        0,
        at,
        at,
        new Kept());
  }

  /**
   * Takes the next kept records away.
   *
   * @param most at most so many
   * @return empty if there are none any more
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  List<NewRecord> take(int most) {
    return kept.take(most);
  }

  /**
   * Forgets the kept records, and deletes what was written of them to a file.
   *
   * @throws java.io.UncheckedIOException if it cannot be deleted
   */
  @Override
  public void close() {
    kept.close();
  }
}
