package dev.batchkit.report;

import static dev.batchkit.report.Markdown.code;
import static dev.batchkit.report.Markdown.text;

import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.OrchestrationSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A session as Markdown. */
final class MarkdownReport {
  private static final int LONGEST_ARGS = 2000;

  private final SessionTree tree;
  private final Markdown out = new Markdown();

  MarkdownReport(SessionTree tree) {
    this.tree = tree;
  }

  String write() {
    frontMatter();
    out.paragraph("# " + text(tree.title()));
    List<String> figures = Story.figures(tree);
    String all = figures.isEmpty() ? "" : ": " + String.join(", ", figures);
    out.paragraph("**" + Story.headline(tree) + "**" + all + ".");
    contents();
    failures();
    entries();
    execs();
    issues();
    relations();
    log();
    timeline();
    diagnostics();
    return out.toString();
  }

  private void frontMatter() {
    OrchestrationSession session = tree.session();
    Duration duration = tree.duration();
    out.line("---")
        .fact("session", Shown.line(session.id()))
        .fact("nature", Shown.line(session.natureId()))
        .fact("version", Shown.line(session.version()))
        .fact("device", Shown.line(tree.device() == null ? null : tree.device().name()))
        .fact("outcome", tree.outcome().label())
        .fact("started_at", time(session.startedAt()))
        .fact("finished_at", time(session.finishedAt()))
        .fact("duration_ms", duration == null ? null : duration.toMillis())
        .fact("entries", tree.counts().entries())
        .fact("execs", tree.counts().execs())
        .fact("issues", tree.counts().issues());
    Json args = session.args();
    if (args != null && args.text().length() <= LONGEST_ARGS) {
      out.fact("args", args);
    }
    out.paragraph("---");
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : UtcText.of(time);
  }

  private void contents() {
    out.paragraph("## Contents");
    contents(hasFailures(), "failures", "What failed");
    contents(!tree.entries().isEmpty(), "entries", "Entries");
    if (!tree.execs().isEmpty()) {
      contents(true, "execs", "Execs");
      new Numbered(tree.execs().shown())
          .each(
              (number, node) ->
                  out.line("  - [%s %s](#exec-%s)".formatted(number, text(node.name()), number)));
    }
    contents(true, "issues", "Issues");
    contents(!tree.relations().isEmpty(), "relations", "Relations");
    contents(!tree.log().isEmpty(), "log", "Log");
    contents(true, "timeline", "Timeline");
    contents(hasDiagnostics(), "diagnostics", "Arguments and diagnostics");
    out.line("");
  }

  private void contents(boolean there, String anchor, String title) {
    if (there) {
      out.line("- [%s](#%s)".formatted(title, anchor));
    }
  }

  private boolean hasFailures() {
    return tree.failure() != null || !tree.failedExecs().isEmpty() || tree.failedEntryCount() > 0;
  }

  private void failures() {
    if (!hasFailures()) {
      return;
    }
    out.heading(2, "failures", "What failed");
    if (tree.failure() != null) {
      out.line("- The session: " + text(Story.reason(tree.failure())));
    }
    for (EntryNode node : tree.failedEntries()) {
      out.line("- Entry " + code(node.entry().source()) + ": " + code(node.state()));
    }
    new Numbered(tree.execs().shown())
        .each(
            (number, node) -> {
              if (node.exec().isFailed()) {
                out.line(
                    "- Exec [%s %s](#exec-%s): %s"
                        .formatted(number, text(node.name()), number, text(node.verdict())));
              }
            });
    if (tree.unseenFailures() > 0) {
      out.line("- ... and " + Shown.count(tree.unseenFailures()) + " more");
    }
    out.line("");
    if (tree.failure() != null && !Story.stack(tree.failure()).isEmpty()) {
      out.fence("text", String.join("\n", Story.stack(tree.failure())));
    }
  }

  private void entries() {
    if (tree.entries().isEmpty()) {
      return;
    }
    out.heading(2, "entries", "Entries");
    List<List<String>> rows = new ArrayList<>();
    for (EntryNode node : tree.entries().shown()) {
      rows.add(
          List.of(
              code(node.entry().source()),
              code(node.entry().tableName()),
              code(node.state()),
              Shown.count(node.issues())));
    }
    out.table(List.of("Source", "Table", "State", "Issues"), rows);
    more(tree.entries());
  }

  private void execs() {
    if (tree.execs().isEmpty()) {
      return;
    }
    out.heading(2, "execs", "Execs");
    new Numbered(tree.execs().shown()).each(this::exec);
    long shown = tree.allExecs().count();
    if (tree.execs().total() > shown) {
      out.paragraph("... and " + Shown.count(tree.execs().total() - shown) + " more");
    }
  }

  private void exec(String number, ExecNode node) {
    Exec exec = node.exec();
    int level = (int) Math.min(6, 3 + number.chars().filter(c -> c == '.').count());
    out.heading(level, "exec-" + number, number + " " + text(node.name()));
    List<String> facts = new ArrayList<>();
    facts.add(exec.isFailed() ? "**failed: " + text(node.verdict()) + "**" : node.verdict());
    facts.add(code(exec.nature()));
    facts.add(code(exec.namespace()));
    facts.add(Shown.duration(node.duration()));
    EntryNode entry = tree.entry(exec.entryId());
    facts.add(entry == null ? "" : "for " + code(entry.entry().source()));
    facts.removeIf(String::isEmpty);
    out.paragraph(String.join(", ", facts));
    boolean isSql = exec.nature().toLowerCase(Locale.ROOT).contains("sql");
    block(isSql ? "sql" : "sh", "", exec.code());
    block(isSql ? "sql" : "text", "Input", exec.input());
    block("text", "Output", exec.output());
    block("text", "Error", node.error());
    block("markdown", "Narrative", exec.narrative());
  }

  private void block(String language, String title, @Nullable String content) {
    if (content != null && !content.isBlank()) {
      if (!title.isEmpty()) {
        out.paragraph(title + ":");
      }
      out.fence(language, content);
    }
  }

  private void issues() {
    out.heading(2, "issues", "Issues");
    if (tree.issues().isEmpty()) {
      out.paragraph("No issues.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (IssueGroup group : tree.issues().shown()) {
      rows.add(
          List.of(
              text(Shown.line(group.type(), 200)),
              text(group.severityLabel()),
              Shown.count(group.issues().total())));
    }
    out.table(List.of("Type", "Severity", "Issues"), rows);
    more(tree.issues());
    tree.issues().shown().stream()
        .filter(group -> !group.issues().shown().isEmpty())
        .forEach(this::issues);
  }

  private void issues(IssueGroup group) {
    out.paragraph("### " + text(Shown.line(group.type(), 200)));
    boolean values =
        group.issues().shown().stream().anyMatch(issue -> issue.invalidValue() != null);
    List<String> head =
        new ArrayList<>(List.of("Entry", "Row", "Column", "Message", "Remediation"));
    if (values) {
      head.add("Invalid value");
    }
    List<List<String>> rows = new ArrayList<>();
    for (Issue issue : group.issues().shown()) {
      EntryNode entry = tree.entry(issue.entryId());
      List<String> row = new ArrayList<>();
      row.add(entry == null ? "" : code(entry.entry().source()));
      row.add(issue.row() == null ? "" : issue.row().toString());
      row.add(code(issue.column()));
      row.add(text(issue.message()));
      row.add(text(issue.remediation()));
      if (values) {
        row.add(code(issue.invalidValue()));
      }
      rows.add(row);
    }
    out.table(head, rows);
    more(group.issues());
  }

  private void relations() {
    if (tree.relations().isEmpty()) {
      return;
    }
    out.heading(2, "relations", "Relations");
    List<List<String>> rows = new ArrayList<>();
    for (IssueRelation relation : tree.relations().shown()) {
      rows.add(
          List.of(code(relation.issueId()), text(relation.nature()), code(relation.relatedId())));
    }
    out.table(List.of("Issue", "is", "of issue"), rows);
    more(tree.relations());
  }

  private void log() {
    if (tree.log().isEmpty()) {
      return;
    }
    out.heading(2, "log", "Log");
    StringBuilder lines = new StringBuilder();
    tree.log().shown().forEach(node -> log(lines, "", node));
    out.fence("text", lines.toString());
    long shown = tree.log().shown().stream().flatMap(LogNode::all).count();
    if (tree.log().total() > shown) {
      out.paragraph("... and " + Shown.count(tree.log().total() - shown) + " more");
    }
  }

  private static void log(StringBuilder lines, String indent, LogNode node) {
    String category = Shown.line(node.line().category());
    lines.append(indent).append(category.isEmpty() ? "" : category + ": ");
    lines
        .append(Shown.block(node.line().content()).replace("\n", "\n" + indent + "  "))
        .append('\n');
    node.details().forEach(detail -> log(lines, indent + "  ", detail));
  }

  private void timeline() {
    out.heading(2, "timeline", "Timeline");
    List<List<String>> rows = new ArrayList<>();
    for (TimelineEvent event : tree.timeline().shown()) {
      String what = text(event.what());
      rows.add(
          List.of(
              event.placed() ? "" : Shown.time(event.at()),
              event.placed() ? "" : Shown.offset(tree.session().startedAt(), event.at()),
              event.failed() ? "**" + what + "**" : what));
    }
    out.table(List.of("Time (UTC)", "After", "What"), rows);
    more(tree.timeline());
  }

  private boolean hasDiagnostics() {
    Json args = tree.session().args();
    return tree.session().diagnostics() != null
        || (args != null && args.text().length() > LONGEST_ARGS);
  }

  private void diagnostics() {
    if (!hasDiagnostics()) {
      return;
    }
    out.heading(2, "diagnostics", "Arguments and diagnostics");
    Json args = tree.session().args();
    if (args != null) {
      out.fence("json", Cut.text(args.text()));
    }
    if (tree.session().diagnostics() != null) {
      out.fence("json", Cut.text(tree.session().diagnostics().text()));
    }
  }

  private void more(Part<?> part) {
    if (part.more() > 0) {
      out.paragraph("... " + Story.more(part));
    }
  }
}
