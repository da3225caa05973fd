package dev.batchkit.report.html.page;

import dev.batchkit.report.Figures;
import dev.batchkit.report.IndicatorNode;
import dev.batchkit.report.IndicatorStory;
import dev.batchkit.report.IndicatorTree;
import dev.batchkit.report.Part;
import dev.batchkit.report.RecordTable;
import dev.batchkit.report.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of the indicators of a batch stands in a mail: so few things, each so short, that it stays
 * below the size at which mail programs cut, even if every character had to be escaped.
 */
final class IndicatorMail {
  private static final int TOLD = 6;
  private static final int LISTED = 12;
  private static final int WAITING = 5;
  private static final int RECORDS = 5;
  private static final int KEYS = 3;
  private static final int CELL = 30;

  private IndicatorMail() {}

  /**
   * A part of a bar.
   *
   * @param width how wide it is, in percent
   * @param colour its colour
   * @param isLimit whether the threshold is at its right end
   */
  record Slice(int width, String colour, boolean isLimit) {}

  /** Those that somebody should look at. */
  static List<IndicatorNode> told(IndicatorTree tree) {
    return tree.indicators().shown().stream()
        .filter(node -> !node.isOk() && node.session().verdict() != null)
        .limit(TOLD)
        .toList();
  }

  /** All others, as far as there is room; the total does not count those that are told. */
  static Part<IndicatorNode> listed(IndicatorTree tree) {
    List<IndicatorNode> told = told(tree);
    List<IndicatorNode> others =
        tree.indicators().shown().stream()
            .filter(node -> !told.contains(node))
            .limit(LISTED)
            .toList();
    return new Part<>(others, tree.indicators().total() - told.size());
  }

  static Part<String> waiting(IndicatorTree tree) {
    return new Part<>(
        tree.waiting().shown().stream().limit(WAITING).toList(), tree.waiting().total());
  }

  static String facts(IndicatorTree tree) {
    return String.join(", ", Verdicts.facts(tree));
  }

  /** The figures of the tiles, in a line. */
  static String figures(IndicatorTree tree) {
    return Tile.of(tree).stream()
        .map(tile -> tile.figure() + " " + tile.what())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  static String result(IndicatorNode node) {
    String result = IndicatorStory.result(node);
    String limit = IndicatorStory.limit(node);
    return Stream.of(
            result,
            result.isEmpty() || limit.isEmpty() ? "" : "alert if " + limit,
            IndicatorStory.records(node))
        .filter(part -> !part.isEmpty())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  /** The drawn result: what lies between the places of 0, the result and the threshold. */
  static List<Slice> bar(IndicatorNode node) {
    Gauge gauge = Gauge.of(node);
    if (gauge == null) {
      return List.of();
    }
    int from = whole(gauge.bar().from());
    int to = Math.max(from + 1, whole(gauge.bar().to()));
    int limit = whole(gauge.limitShare());
    List<Slice> slices = new ArrayList<>();
    int at = 0;
    for (int end : Stream.of(from, to, limit, 100).sorted().distinct().toList()) {
      if (end > at) {
        boolean filled = at >= from && end <= to;
        String colour = filled ? Mail.colour(gauge.tone()) : "#e1e5ea";
        slices.add(new Slice(end - at, colour, end == limit));
        at = end;
      }
    }
    return slices;
  }

  private static int whole(double share) {
    return (int) Math.round(100 * share);
  }

  /**
   * A record.
   *
   * @param key its key, and which measure it is
   * @param values what it was measured to be, and what was found
   */
  record Told(String key, String values) {}

  /** The first of its records. */
  static List<Told> records(IndicatorNode node) {
    RecordTable table = RecordTable.of(node, RECORDS);
    return table.rows().stream().limit(RECORDS).map(row -> told(table, row)).toList();
  }

  private static Told told(RecordTable table, List<String> row) {
    List<String> key = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      RecordTable.Column column = table.columns().get(i);
      String cell = Shown.line(row.get(i), CELL);
      if (cell.isEmpty()) {
        continue;
      }
      switch (column.kind()) {
        case KEY -> key.add(cell);
        case FIGURE -> values.add(column.name() + " " + Figures.with(cell, column.unit()));
        case WORDS -> values.add(cell);
      }
    }
    return new Told(
        key.stream().limit(KEYS).collect(Collectors.joining(", ")),
        String.join(" \u00B7 ", values));
  }

  static long moreRecords(IndicatorNode node) {
    return Math.max(0, node.records().total() - Math.min(RECORDS, node.records().shown().size()));
  }
}
