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

/**
 * Something that failed.
 *
 * @param kind what kind of thing
 * @param name which one
 * @param what what happened to it
 * @param details the last of what it said
 */
record Fault(String kind, String name, String what, String details) {
  private static final int MOST = 10;
  private static final int LAST_LINES = 8;

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
      faults.add(new Fault("Exec", name, Names.ended(node), last(node)));
    }
    long unseen = tree.counts().failedExecs() - tree.failedExecs().size();
    return new Part<>(faults.stream().limit(MOST).toList(), faults.size() + Math.max(0, unseen));
  }

  private static String last(ExecNode node) {
    String error = node.exec().error();
    String said = error == null || error.isBlank() ? node.exec().output() : error;
    List<String> lines = said == null ? List.of() : Shown.block(said).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
