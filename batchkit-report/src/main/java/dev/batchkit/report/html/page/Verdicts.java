package dev.batchkit.report.html.page;

import dev.batchkit.report.Figures;
import dev.batchkit.report.HistoryPoint;
import dev.batchkit.report.IndicatorNode;
import dev.batchkit.report.IndicatorStory;
import dev.batchkit.report.IndicatorTree;
import dev.batchkit.report.RecordTable;
import dev.batchkit.report.Shown;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What verdicts and their sessions are called on a page, and in which tone. */
final class Verdicts {
  /** So many indicators are all unfolded. */
  private static final int FEW = 12;

  private static final int SIGNS = 10;

  private Verdicts() {}

  /** Signs of one tone in a row. */
  record Signs(String tone, String signs) {}

  /**
   * A cell of a table of records.
   *
   * @param label the name of its column
   * @param text what stands in it
   * @param place {@code num} for a figure; null for all else
   */
  record Cell(String label, String text, @Nullable String place) {}

  static List<Cell> cells(RecordTable table, List<String> row) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      RecordTable.Column column = table.columns().get(i);
      cells.add(new Cell(column.title(), row.get(i), place(column)));
    }
    return cells;
  }

  static @Nullable String place(RecordTable.Column column) {
    return column.kind() == RecordTable.Kind.FIGURE ? "num" : null;
  }

  static String tone(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "calm";
    }
    return switch (verdict) {
      case OK -> "good";
      case NO_DATA -> "calm";
      case WARN -> "warn";
      case ALERT -> "bad";
      case NOT_MEASURED -> "unknown";
    };
  }

  static String title(IndicatorTree tree) {
    return tree.title() + ": " + IndicatorStory.headline(tree);
  }

  /** Sign and word. */
  static String said(Session session) {
    return IndicatorStory.sign(session.verdict()) + " " + IndicatorStory.word(session);
  }

  static String headline(IndicatorTree tree) {
    return IndicatorStory.sign(tree.verdict()) + " " + IndicatorStory.headline(tree);
  }

  /** What stands below the title of the page. */
  static List<String> facts(IndicatorTree tree) {
    return Stream.of(
            Names.period(tree.startedAt(), tree.finishedAt()),
            "Batch " + tree.batch().id() + (tree.goesOn() ? ", still being measured" : ""),
            Shown.line(tree.batch().description(), 200))
        .filter(fact -> !fact.isEmpty())
        .toList();
  }

  /** Whether an indicator is unfolded at once: those that somebody should look at. */
  static boolean isOpen(IndicatorTree tree, IndicatorNode node) {
    return tree.indicators().shown().size() <= FEW || !node.isOk();
  }

  /** Its numbers, as words and figures. */
  static List<Tile> figures(IndicatorNode node) {
    List<Tile> figures = new ArrayList<>();
    RecordCounts counts = node.session().counts();
    if (counts != null) {
      figures.add(new Tile(Shown.count(counts.records()), "records", null));
      figures.add(new Tile(Shown.count(counts.alerts()), "with alert", null));
      if (counts.warnings() > 0) {
        figures.add(new Tile(Shown.count(counts.warnings()), "with warning", null));
      }
      figures.add(new Tile(Shown.count(counts.noAlerts()), "without alert", null));
    }
    if (node.level() != null) {
      figures.add(new Tile(Figures.percent(node.level()), "quality level", null));
    }
    String took = Shown.duration(node.session().duration());
    if (!took.isEmpty()) {
      figures.add(new Tile(took, "took", null));
    }
    if (node.session().attempts() > 1) {
      figures.add(new Tile(Shown.count(node.session().attempts()), "attempts", null));
    }
    return figures;
  }

  /** How many of its records alert; empty if nobody counted. */
  static String alerts(IndicatorNode node) {
    return node.session().counts() == null ? "" : Shown.count(node.session().counts().alerts());
  }

  /** The signs of its last sessions, by runs of one tone. */
  static List<Signs> signs(IndicatorNode node, int most) {
    List<HistoryPoint> history = node.history();
    return runs(
        history.subList(Math.max(0, history.size() - most), history.size()).stream()
            .map(HistoryPoint::verdict)
            .toList());
  }

  static List<Signs> signs(IndicatorNode node) {
    return signs(node, SIGNS);
  }

  /** The signs of the last batches. */
  static List<Signs> signs(IndicatorTree tree) {
    List<@Nullable Verdict> verdicts = new ArrayList<>();
    tree.batches().forEach(batch -> verdicts.add(IndicatorStory.worst(batch.quality())));
    return runs(verdicts);
  }

  private static List<Signs> runs(List<@Nullable Verdict> verdicts) {
    List<Signs> runs = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      String tone = tone(verdict);
      Signs last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last.tone().equals(tone)) {
        runs.set(runs.size() - 1, new Signs(tone, last.signs() + IndicatorStory.sign(verdict)));
      } else {
        runs.add(new Signs(tone, IndicatorStory.sign(verdict)));
      }
    }
    return runs;
  }

  /** What one session said, in a line. */
  static String point(HistoryPoint point, @Nullable Quantity quantity) {
    String unit = quantity == null ? "" : quantity.unit();
    return Stream.of(
            Shown.time(point.at()),
            IndicatorStory.word(point.verdict()),
            point.extreme() == null ? "" : Figures.with(Figures.number(point.extreme()), unit),
            point.level() == null ? "" : "quality level " + Figures.percent(point.level()))
        .filter(part -> !part.isEmpty())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  /** A time to the minute. */
  static String minute(@Nullable Instant time) {
    String shown = Shown.time(time);
    return shown.isEmpty() ? "" : shown.substring(0, shown.lastIndexOf(':'));
  }
}
