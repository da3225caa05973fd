package dev.batchkit.report.html.page;

import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.Shown;
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
    String took = Shown.duration(tree.duration());
    tiles.add(new Tile(took.isEmpty() ? "\u2013" : took, "from begin to end", null));
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

  private static Tile of(
      long figure, String one, String many, long bad, String oneBad, String manyBad) {
    return new Tile(
        Shown.count(figure),
        figure == 1 ? one : many,
        bad == 0 ? null : Shown.count(bad, oneBad, manyBad));
  }
}
