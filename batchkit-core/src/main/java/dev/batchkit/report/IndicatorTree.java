package dev.batchkit.report;

import dev.batchkit.batch.Batch;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of an indicator group as a whole. It is bounded, however much was measured: lists hold
 * the first items and say how many there are, long texts are cut and say so, numbers are of all
 * there is.
 *
 * @param batch the batch
 * @param group the name of its group; null if it has none
 * @param startedAt when its first session began; null if none has
 * @param finishedAt when its last session ended; null if none has
 * @param quality what its sessions say
 * @param unfinished how many of its sessions have no verdict
 * @param indicators its sessions, the worst verdict first, then in the order of execution
 * @param waiting the names of the indicators that its rows are to measure and that have no session
 * @param batches the last batches of the group up to this one, oldest first
 */
public record IndicatorTree(
    Batch batch,
    @Nullable String group,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Quality quality,
    long unfinished,
    Part<IndicatorNode> indicators,
    Part<String> waiting,
    List<BatchSummary> batches) {
  /** A batch; the list is copied. */
  public IndicatorTree {
    batches = List.copyOf(batches);
  }

  /** The name of its group, or what stands in its place. */
  public String title() {
    String name = Shown.line(group, 200);
    return name.isEmpty() ? "Batch " + batch.id() : name;
  }

  /**
   * The worst verdict of its sessions; null while none has one, or while it goes on and nothing is
   * wrong yet.
   */
  public @Nullable Verdict verdict() {
    Verdict worst = IndicatorStory.worst(quality);
    return goesOn() && (worst == Verdict.OK || worst == Verdict.NO_DATA) ? null : worst;
  }

  /** How many indicators it measures: those that have sessions, and those that have none yet. */
  public long total() {
    return indicators.total() + waiting.total();
  }

  /** Whether indicators of it are still to be measured, or are being measured. */
  public boolean goesOn() {
    return !batch.isFrozen() && (unfinished > 0 || waiting.total() > 0);
  }

  /** From the begin of its first session to the end of its last one; null if nobody said. */
  public @Nullable Duration duration() {
    return startedAt == null || finishedAt == null || finishedAt.isBefore(startedAt)
        ? null
        : Duration.between(startedAt, finishedAt);
  }

  /** The quality level of the batch before it that had records; null if there is none. */
  public @Nullable BigDecimal levelBefore() {
    BigDecimal before = null;
    for (BatchSummary other : batches) {
      BigDecimal level = other.quality().level();
      if (other.batchId().value() < batch.id().value() && level != null) {
        before = level;
      }
    }
    return before;
  }
}
