package dev.batchkit.report;

import static dev.batchkit.report.Markdown.code;
import static dev.batchkit.report.Markdown.text;

import dev.batchkit.batch.UtcText;
import dev.batchkit.session.DataSet;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the indicators of a batch say, as Markdown. */
final class IndicatorMarkdown {
  private final IndicatorTree tree;
  private final Markdown out = new Markdown();

  IndicatorMarkdown(IndicatorTree tree) {
    this.tree = tree;
  }

  String write() {
    frontMatter();
    out.paragraph("# " + text(tree.title()));
    out.paragraph("**" + IndicatorStory.headline(tree) + ".**");
    overview();
    waiting();
    batches();
    int number = 0;
    for (IndicatorNode node : tree.indicators().shown()) {
      indicator(++number, node);
    }
    return out.toString();
  }

  private void frontMatter() {
    Quality quality = tree.quality();
    Duration duration = tree.duration();
    out.line("---")
        .fact("batch", tree.batch().id().value())
        .fact("group", Shown.line(tree.group()))
        .fact("verdict", IndicatorStory.word(tree.verdict()))
        .fact("started_at", time(tree.startedAt()))
        .fact("finished_at", time(tree.finishedAt()))
        .fact("duration_ms", duration == null ? null : duration.toMillis())
        .fact("indicators", tree.total())
        .fact("records", quality.records())
        .fact("records_with_alert", quality.records() - quality.noAlerts())
        .fact("quality_level", plain(Figures.percent(quality.level())))
        .paragraph("---");
  }

  /** A figure of our own, which needs no escapes, with blanks that break. */
  private static String plain(String figure) {
    return figure.replace('\u00A0', ' ');
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : UtcText.of(time);
  }

  private void overview() {
    if (tree.indicators().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    int number = 0;
    for (IndicatorNode node : tree.indicators().shown()) {
      number++;
      rows.add(
          List.of(
              verdict(node.session()),
              "[%s](#indicator-%d)".formatted(text(node.name()), number),
              plain(IndicatorStory.result(node)),
              text(IndicatorStory.limit(node)),
              IndicatorStory.records(node)));
    }
    out.table(List.of("Verdict", "Indicator", "Result", "Alerts if", "Records"), rows);
    more(tree.indicators());
  }

  private static String verdict(Session session) {
    return IndicatorStory.sign(session.verdict()) + " " + IndicatorStory.word(session);
  }

  private void waiting() {
    if (!tree.waiting().isEmpty()) {
      out.heading(2, "waiting", tree.batch().isFrozen() ? "Without a session" : "Not measured yet");
      tree.waiting().shown().forEach(name -> out.line("- " + text(name)));
      if (tree.waiting().more() > 0) {
        out.line("- ... " + Story.more(tree.waiting()));
      }
      out.line("");
    }
  }

  private void batches() {
    if (tree.batches().size() < 2) {
      return;
    }
    out.heading(2, "batches", "Last batches");
    List<List<String>> rows = new ArrayList<>();
    tree.batches()
        .forEach(
            batch ->
                rows.add(
                    List.of(
                        batch.batchId().toString(),
                        Shown.time(batch.startedAt()),
                        IndicatorStory.sign(IndicatorStory.worst(batch.quality()))
                            + " "
                            + IndicatorStory.word(IndicatorStory.worst(batch.quality())),
                        plain(Figures.percent(batch.quality().level())))));
    out.table(List.of("Batch", "Began (UTC)", "Verdict", "Quality level"), rows);
  }

  private void indicator(int number, IndicatorNode node) {
    out.heading(2, "indicator-" + number, text(node.name()));
    out.paragraph("**" + verdict(node.session()) + "**" + after(IndicatorStory.reason(node)));
    paragraph(text(node.description()));
    paragraph(text(IndicatorStory.type(node.session().type())));
    paragraph(text(IndicatorStory.condition(node)));
    facts(node);
    if (node.history().size() > 1) {
      out.paragraph("Last sessions, oldest first: " + IndicatorStory.signs(node));
    }
    records(node);
    if (node.definition() != null) {
      definition(node.definition());
    }
  }

  private static String after(String reason) {
    return reason.isEmpty() ? "" : ": " + text(reason);
  }

  private void paragraph(String text) {
    if (!text.isEmpty()) {
      out.paragraph(text);
    }
  }

  private void facts(IndicatorNode node) {
    List<String> facts = new ArrayList<>();
    String result = IndicatorStory.result(node);
    facts.add(result.isEmpty() ? "" : "result " + result);
    facts.add(IndicatorStory.records(node));
    facts.add(node.level() == null ? "" : "quality level " + Figures.percent(node.level()));
    facts.add(
        node.findings().stream()
            .map(found -> Shown.count(found.getValue()) + " " + found.getKey().label())
            .collect(Collectors.joining(", ")));
    String took = Shown.duration(node.session().duration());
    facts.add(took.isEmpty() ? "" : "took " + took);
    facts.add(node.session().attempts() > 1 ? node.session().attempts() + " attempts" : "");
    facts.removeIf(String::isEmpty);
    paragraph(text(String.join("; ", facts)));
  }

  private void records(IndicatorNode node) {
    if (node.records().total() == 0) {
      return;
    }
    out.paragraph(IndicatorStory.recordsTitle(node) + ":");
    RecordTable table = RecordTable.of(node);
    if (!table.rows().isEmpty()) {
      out.table(
          table.columns().stream().map(column -> text(column.title())).toList(),
          table.rows().stream().map(IndicatorMarkdown::cells).toList());
    }
    paragraph(IndicatorStory.moreRecords(node));
  }

  private static List<String> cells(List<String> row) {
    return row.stream().map(Markdown::text).toList();
  }

  private void definition(IndicatorDefinition definition) {
    dataset("Source", definition.source());
    dataset("Target", definition.target());
    if (!definition.parameters().text().equals("{}")) {
      out.paragraph("Parameters:").fence("json", definition.parameters().text());
    }
  }

  private void dataset(String side, @Nullable DataSet dataset) {
    if (dataset != null) {
      out.paragraph(side + ": " + code(dataset.data()));
      if (dataset.query() != null) {
        out.fence("sql", dataset.query());
      }
    }
  }

  private void more(Part<?> part) {
    if (part.more() > 0) {
      out.paragraph("... " + Story.more(part));
    }
  }
}
