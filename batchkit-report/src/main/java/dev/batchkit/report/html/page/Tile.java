package dev.batchkit.report.html.page;

import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.report.Figures;
import dev.batchkit.report.IndicatorTree;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.Shown;
import dev.batchkit.session.Quality;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure at the top of a page.
 *
 * @param figure the figure
 * @param what what it is of
 * @param bad what is bad about it; null for nothing
 */
record Tile(String figure, String what, @Nullable String bad) {
  static List<Tile> of(SessionTree tree) {
    SessionCounts counts = tree.counts();
    List<Tile> tiles = new ArrayList<>();
    tiles.add(new Tile(orDash(Shown.duration(tree.duration())), "from begin to end", null));
    if (counts.entries() > 0) {
      long failed = tree.failedEntryCount();
      tiles.add(of(counts.entries(), "entry", "entries", failed, "failed", "failed"));
    }
    tiles.add(of(counts.execs(), "exec", "execs", counts.failedExecs(), "failed", "failed"));
    tiles.add(of(counts.issues(), "issue", "issues", tree.errors(), "error", "errors"));
    if (counts.logs() > 0) {
      tiles.add(of(counts.logs(), "log line", "log lines", 0, "", ""));
    }
    return tiles;
  }

  /** The figures of a batch of indicators. */
  static List<Tile> of(IndicatorTree tree) {
    Quality quality = tree.quality();
    long alerts = quality.records() - quality.noAlerts();
    BigDecimal level = quality.level();
    BigDecimal before = tree.levelBefore();
    boolean isWorse = level != null && before != null && level.compareTo(before) < 0;
    return List.of(
        new Tile(
            Shown.count(quality.records()), quality.records() == 1 ? "record" : "records", null),
        new Tile(Shown.count(alerts), "with alert", null),
        new Tile(
            orDash(Figures.percent(level)),
            "quality level",
            isWorse ? "down from " + Figures.percent(before) : null),
        new Tile(orDash(Shown.duration(tree.duration())), "from begin to end", null));
  }

  private static String orDash(String figure) {
    return figure.isEmpty() ? "\u2013" : figure;
  }

  private static Tile of(
      long figure, String one, String many, long bad, String oneBad, String manyBad) {
    return new Tile(
        Shown.count(figure),
        figure == 1 ? one : many,
        bad == 0 ? null : Shown.count(bad, oneBad, manyBad));
  }
}
