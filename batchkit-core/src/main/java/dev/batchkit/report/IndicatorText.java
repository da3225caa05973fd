package dev.batchkit.report;

import dev.batchkit.session.Quality;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the indicators of a batch say, in a few lines for a terminal. */
final class IndicatorText {
  private static final int LINES = 60;
  private static final int COLUMNS = 100;
  private static final int WIDEST = 34;
  private static final int INDICATORS = 20;
  private static final int REASONS = 5;
  private static final int RECORDS = 4;

  private final IndicatorTree tree;
  private final List<String> lines = new ArrayList<>();

  IndicatorText(IndicatorTree tree) {
    this.tree = tree;
  }

  String write() {
    lines.add(tree.title() + ": " + IndicatorStory.headline(tree));
    facts();
    indicators();
    reasons();
    waiting();
    tree.indicators().shown().stream()
        .filter(node -> !node.records().shown().isEmpty())
        .forEach(this::records);
    StringBuilder text = new StringBuilder();
    lines.forEach(
        line -> text.append(Columns.fit(line.replace('\u00A0', ' '), COLUMNS)).append('\n'));
    return text.toString();
  }

  private void facts() {
    Quality quality = tree.quality();
    String name = Shown.line(tree.batch().description(), 60);
    fact("Batch", tree.batch().id() + (name.isEmpty() ? "" : ", " + name));
    fact("Began", utc(Shown.time(tree.startedAt())));
    fact("Took", Shown.duration(tree.duration()));
    fact(
        "Has",
        Shown.count(quality.records(), "record", "records")
            + ", "
            + Shown.count(quality.records() - quality.noAlerts())
            + " with alert"
            + (quality.level() == null
                ? ""
                : ", quality level " + Figures.percent(quality.level())));
    if (tree.batches().size() > 1) {
      fact("Batches", IndicatorStory.signs(tree) + "  oldest first");
    }
  }

  private static String utc(String time) {
    return time.isEmpty() ? "" : time + " UTC";
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      lines.add("  %-8s %s".formatted(name, value));
    }
  }

  private void indicators() {
    if (tree.indicators().isEmpty()) {
      return;
    }
    lines.add("");
    List<IndicatorNode> shown = tree.indicators().shown().stream().limit(INDICATORS).toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Verdict", "Indicator", "Result", "Alert if", "With alert"));
    shown.forEach(node -> rows.add(indicator(node)));
    Columns.align(rows, Set.of(2, 4), WIDEST).forEach(line -> lines.add("  " + line));
    more(new Part<>(shown, tree.indicators().total()));
  }

  private static List<String> indicator(IndicatorNode node) {
    RecordCounts counts = node.session().counts();
    return List.of(
        IndicatorStory.sign(node.session().verdict()) + " " + IndicatorStory.word(node.session()),
        node.name(),
        IndicatorStory.result(node),
        IndicatorStory.limit(node),
        counts == null
            ? ""
            : Shown.count(counts.alerts()) + " of " + Shown.count(counts.records()));
  }

  private void reasons() {
    List<IndicatorNode> nodes =
        tree.indicators().shown().stream()
            .filter(node -> node.session().verdict() == Verdict.NOT_MEASURED)
            .toList();
    if (!nodes.isEmpty()) {
      title("Not measured");
      for (IndicatorNode node : nodes.stream().limit(REASONS).toList()) {
        String reason = IndicatorStory.reason(node);
        lines.add("  " + Shown.line(node.name(), 40) + (reason.isEmpty() ? "" : ": " + reason));
      }
      more(new Part<>(nodes.stream().limit(REASONS).toList(), tree.quality().notMeasured()));
    }
  }

  private void waiting() {
    if (!tree.waiting().isEmpty()) {
      title(tree.batch().isFrozen() ? "Without a session" : "Not measured yet");
      List<String> names = tree.waiting().shown().stream().limit(REASONS).toList();
      names.forEach(name -> lines.add("  " + name));
      more(new Part<>(names, tree.waiting().total()));
    }
  }

  /** Those that there is room for. */
  private void records(IndicatorNode node) {
    RecordTable table = RecordTable.of(node, RECORDS);
    if (lines.size() + table.rows().size() + 4 > LINES) {
      return;
    }
    title(IndicatorStory.recordsTitle(node) + ": " + node.name());
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns().stream().map(RecordTable.Column::title).toList());
    rows.addAll(table.rows());
    Columns.align(rows, figures(table), WIDEST).forEach(line -> lines.add("  " + line));
    more(
        new Part<>(
            node.records().shown().stream().limit(RECORDS).toList(), node.records().total()));
  }

  private static Set<Integer> figures(RecordTable table) {
    return IntStream.range(0, table.columns().size())
        .filter(i -> table.columns().get(i).kind() == RecordTable.Kind.FIGURE)
        .boxed()
        .collect(java.util.stream.Collectors.toSet());
  }

  private void title(String title) {
    lines.add("");
    lines.add(title);
  }

  private void more(Part<?> part) {
    if (part.more() > 0) {
      lines.add("  ... " + Story.more(part));
    }
  }
}
