package dev.batchkit.report.html.page;

import dev.batchkit.report.Figures;
import dev.batchkit.report.IndicatorStory;
import dev.batchkit.report.IndicatorTree;
import dev.batchkit.report.Shown;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A batch among the last of its group: a column of as many parts as its indicators had verdicts.
 *
 * @param sign the sign of the worst verdict
 * @param tone its tone
 * @param parts how many indicators had which verdict, the worst first
 * @param level its quality level; empty if it has none
 * @param when the day or the time when it began; empty if it did not
 * @param says all of that in words
 * @param isLast whether it is the batch that is told
 */
record Trend(
    String sign,
    String tone,
    List<Part> parts,
    String level,
    String when,
    String says,
    boolean isLast) {
  /** What is shorter is told by times, what is longer by days. */
  static final Duration SHORT = Duration.ofDays(2);

  /**
   * The indicators of a batch that had one verdict.
   *
   * @param tone the tone of the verdict
   * @param share how many
   */
  record Part(String tone, String share) {}

  /** The last batches, oldest first; none if there is only one. */
  static List<Trend> of(IndicatorTree tree) {
    List<BatchSummary> batches = tree.batches();
    if (batches.size() < 2) {
      return List.of();
    }
    boolean byTime = isShort(batches);
    return batches.stream().map(batch -> of(batch, byTime, tree)).toList();
  }

  private static boolean isShort(List<BatchSummary> batches) {
    List<Instant> times =
        batches.stream().map(BatchSummary::startedAt).filter(Objects::nonNull).toList();
    return !times.isEmpty()
        && Duration.between(times.get(0), times.get(times.size() - 1)).abs().compareTo(SHORT) < 0;
  }

  private static Trend of(BatchSummary batch, boolean byTime, IndicatorTree tree) {
    Quality quality = batch.quality();
    Verdict worst = IndicatorStory.worst(quality);
    String time = Verdicts.minute(batch.startedAt());
    String when = time.isEmpty() ? "" : byTime ? time.substring(11) : time.substring(5, 10);
    return new Trend(
        IndicatorStory.sign(worst),
        Verdicts.tone(worst),
        parts(quality),
        Figures.percent(quality.level()),
        when,
        "Batch %s, %s: %s".formatted(batch.batchId(), time, words(quality)),
        batch.batchId().equals(tree.batch().id()));
  }

  private static List<Part> parts(Quality quality) {
    List<Part> parts = new ArrayList<>();
    part(parts, Verdict.NOT_MEASURED, quality.notMeasured());
    part(parts, Verdict.ALERT, quality.alerted());
    part(parts, Verdict.WARN, quality.warned());
    part(parts, Verdict.NO_DATA, quality.noData());
    part(parts, Verdict.OK, IndicatorStory.good(quality));
    return parts;
  }

  private static void part(List<Part> parts, Verdict verdict, long count) {
    if (count > 0) {
      parts.add(new Part(Verdicts.tone(verdict), Long.toString(count)));
    }
  }

  private static String words(Quality quality) {
    return "%s alert, %s not measured, %s warn, %s without data, %s as they should be"
        .formatted(
            Shown.count(quality.alerted()),
            Shown.count(quality.notMeasured()),
            Shown.count(quality.warned()),
            Shown.count(quality.noData()),
            Shown.count(IndicatorStory.good(quality)));
  }
}
