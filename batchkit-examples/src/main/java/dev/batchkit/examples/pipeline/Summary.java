package dev.batchkit.examples.pipeline;

import dev.batchkit.examples.terminal.TextTable;
import dev.batchkit.report.ExecNode;
import dev.batchkit.report.IssueGroup;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.Shown;
import dev.batchkit.report.Story;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What happened, in a few lines on the terminal. */
final class Summary {
  private final PrintWriter out;
  private final SessionTree tree;

  Summary(PrintWriter out, SessionTree tree) {
    this.out = out;
    this.tree = tree;
  }

  void print(Path database, Path html) {
    out.println(tree.title());
    out.println("  Session    " + tree.session().id());
    out.println("  Database   " + database);
    out.println("  Report     " + html);
    execs();
    issues();
    out.println();
    out.println(Story.headline(tree) + ": " + String.join(", ", Story.figures(tree)) + ".");
    out.println();
    out.println("Open " + html + " in a browser, or ask the file itself:");
    out.println(
        "  sqlite3 -box %s \"SELECT * FROM orchestration_success_rate\"".formatted(database));
    out.flush();
  }

  private void execs() {
    TextTable table = TextTable.headed("Exec", "Result", ">Took", "Said");
    tree.allExecs()
        .forEach(
            node ->
                table.add(
                    Shown.line(node.name(), 24),
                    node.verdict(),
                    Shown.duration(node.duration()),
                    said(node)));
    out.println();
    table.lines("  ").forEach(out::println);
  }

  private static String said(ExecNode node) {
    String error = Shown.line(node.error().lines().findFirst().orElse(""), 60);
    String output = node.exec().output();
    String first = output == null ? "" : output.lines().findFirst().orElse("");
    return node.exec().isFailed() && !error.isEmpty() ? error : Shown.line(first, 60);
  }

  private void issues() {
    TextTable table = TextTable.headed("Issue", "Severity", ">Count");
    for (IssueGroup group : tree.issues().shown()) {
      table.add(
          Shown.line(group.type(), 40), group.severityLabel(), Shown.count(group.issues().total()));
    }
    out.println();
    table.lines("  ").forEach(out::println);
  }
}
