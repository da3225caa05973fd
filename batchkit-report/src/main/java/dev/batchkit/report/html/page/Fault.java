package dev.batchkit.report.html.page;

import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.report.EntryNode;
import dev.batchkit.report.ExecNode;
import dev.batchkit.report.Part;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.Shown;
import dev.batchkit.report.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that failed.
 *
 * @param kind what kind of thing
 * @param name which one
 * @param what what happened to it
 * @param details some lines of what it said
 */
record Fault(String kind, String name, String what, String details) {
  private static final int MOST = 10;
  private static final int LINES = 8;

  static Part<Fault> of(SessionTree tree) {
    List<Fault> faults = new ArrayList<>();
    StateTransition failure = tree.failure();
    if (failure != null) {
      String stack = String.join("\n", Story.stack(failure));
      faults.add(new Fault("The session", Names.step(failure), Story.error(failure), stack));
    }
    for (EntryNode node : tree.failedEntries()) {
      StateTransition last = node.states().get(node.states().size() - 1);
      String name = Shown.line(node.entry().source(), 200);
      faults.add(new Fault("Entry", name, Story.reason(last), ""));
    }
    for (ExecNode node : tree.failedExecs()) {
      String name = Shown.line(node.name(), 200);
      faults.add(new Fault("Exec", name, Names.ended(node), said(node)));
    }
    return new Part<>(faults.stream().limit(MOST).toList(), faults.size() + tree.unseenFailures());
  }

  /** The first lines of an exception, the last ones of anything else. */
  private static String said(ExecNode node) {
    String error = node.error().isBlank() ? node.exec().output() : node.error();
    List<String> lines = error == null ? List.of() : Shown.block(error).lines().toList();
    int from = error == null || error.contains("\n  at ") ? 0 : lines.size() - LINES;
    return lines.stream().skip(Math.max(0, from)).limit(LINES).collect(Collectors.joining("\n"));
  }
}
