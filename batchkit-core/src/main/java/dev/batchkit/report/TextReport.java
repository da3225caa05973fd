package dev.batchkit.report;

import dev.batchkit.orchestration.OrchestrationSession;
import java.util.ArrayList;
import java.util.List;

/** A session in a few lines for a terminal. */
final class TextReport {
  private static final int LINES = 40;
  private static final int COLUMNS = 100;
  private static final int FAILURES = 8;
  private static final int ENTRIES = 5;
  private static final int GROUPS = 8;

  private final SessionTree tree;
  private final List<String> lines = new ArrayList<>();

  TextReport(SessionTree tree) {
    this.tree = tree;
  }

  String write() {
    lines.add(tree.title() + ": " + lowerFirst(Story.headline(tree)));
    facts();
    failures();
    entries();
    issues();
    timeline();
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(Columns.fit(line, COLUMNS)).append('\n'));
    return text.toString();
  }

  private void facts() {
    OrchestrationSession session = tree.session();
    fact("Session", Shown.line(session.id(), 60) + version(session.version()));
    fact("Device", tree.device() == null ? "" : Shown.line(tree.device().name(), 60));
    fact("Began", utc(Shown.time(session.startedAt())));
    fact("Ended", utc(Shown.time(session.finishedAt())));
    fact("Has", String.join(", ", Story.figures(tree)));
  }

  private static String version(String version) {
    return version.isBlank() ? "" : ", version " + Shown.line(version, 30);
  }

  private static String utc(String time) {
    return time.isEmpty() ? "" : time + " UTC";
  }

  private void failures() {
    List<String> failures = new ArrayList<>();
    if (tree.failure() != null) {
      failures.add(Story.reason(tree.failure()));
    }
    tree.failedEntries().forEach(node -> failures.add(entry(node)));
    for (ExecNode node : tree.failedExecs()) {
      failures.add(Shown.line(node.name(), 60) + ": " + node.verdict() + said(node));
    }
    list("Failed", failures, FAILURES, failures.size() + tree.unseenFailures());
  }

  private static String said(ExecNode node) {
    String error = Shown.line(node.error().lines().findFirst().orElse(""), 60);
    return error.isEmpty() ? "" : ", " + error;
  }

  private void entries() {
    list(
        "Entries",
        tree.entries().shown().stream().map(TextReport::entry).toList(),
        ENTRIES,
        tree.entries().total());
  }

  private static String entry(EntryNode node) {
    String table = Shown.line(node.entry().tableName(), 30);
    String state = Shown.line(node.state(), 30);
    return Shown.line(node.entry().source(), 50)
        + (table.isEmpty() ? "" : " -> " + table)
        + (state.isEmpty() ? "" : ", " + state)
        + (node.issues() == 0 ? "" : ", " + Shown.count(node.issues(), "issue", "issues"));
  }

  private void issues() {
    List<String> groups = new ArrayList<>();
    for (IssueGroup group : tree.issues().shown()) {
      String severity = group.severityLabel();
      groups.add(
          "%8s  %s%s"
              .formatted(
                  Shown.count(group.issues().total()),
                  Shown.line(group.type(), 60),
                  severity.isEmpty() ? "" : " (" + severity + ")"));
    }
    list("Issues", groups, GROUPS, tree.issues().total());
  }

  /** As much of it as there is room for. */
  private void timeline() {
    List<String> events = new ArrayList<>();
    for (TimelineEvent event : tree.timeline().shown()) {
      String after = event.placed() ? "" : Shown.offset(tree.session().startedAt(), event.at());
      events.add("%12s  %s".formatted(after, event.what()));
    }
    int room = LINES - lines.size() - 2;
    if (room >= 3) {
      int most = tree.timeline().total() <= room ? room : room - 1;
      list("Timeline", events, most, tree.timeline().total());
    }
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      lines.add("  %-8s %s".formatted(name, value));
    }
  }

  private void list(String title, List<String> items, int most, long total) {
    if (total == 0) {
      return;
    }
    lines.add("");
    lines.add(title);
    items.stream().limit(most).forEach(item -> lines.add("  " + item));
    Part<String> part = new Part<>(items.stream().limit(most).toList(), total);
    if (part.more() > 0) {
      lines.add("  ... " + Story.more(part));
    }
  }

  private static String lowerFirst(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
