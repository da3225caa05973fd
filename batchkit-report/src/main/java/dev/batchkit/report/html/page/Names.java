package dev.batchkit.report.html.page;

import dev.batchkit.batch.Severity;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.report.EntryNode;
import dev.batchkit.report.ExecNode;
import dev.batchkit.report.IssueGroup;
import dev.batchkit.report.LogNode;
import dev.batchkit.report.Outcome;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.Shown;
import dev.batchkit.report.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What things are called on a page, and in which tone: good, warn, bad or calm. */
final class Names {
  private static final int LONG = 50;

  private Names() {}

  /** The last part of a path or URI. */
  static String file(String source) {
    String path = source.replaceAll("[/\\\\]+$", "");
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return name.isBlank() ? source : name;
  }

  static String title(SessionTree tree) {
    return tree.title() + ": " + tree.outcome().label();
  }

  static String tone(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "good";
      case SUCCEEDED_WITH_FAULTS, ABANDONED -> "warn";
      case FAILED -> "bad";
      case RUNNING -> "calm";
    };
  }

  static String tone(EntryNode node) {
    return node.failed() ? "bad" : node.isOpen() || node.state() == null ? "calm" : "good";
  }

  static String tone(ExecNode node) {
    return node.exec().isFailed() ? "bad" : node.exec().isSuccess() ? "good" : "calm";
  }

  static String tone(IssueGroup group) {
    if (group.isError()) {
      return "bad";
    }
    return Severity.WARNING.name().equals(group.severity()) ? "warn" : "calm";
  }

  static String severity(IssueGroup group) {
    return group.severityLabel().isEmpty() ? "Issue" : group.severityLabel();
  }

  /** What stands below the title. */
  static List<String> facts(SessionTree tree) {
    OrchestrationSession session = tree.session();
    Device device = tree.device();
    return Stream.of(
            period(session.startedAt(), session.finishedAt()),
            session.version().isBlank() ? "" : "Version " + Shown.line(session.version(), 60),
            device == null ? "" : "On " + Shown.line(device.name(), 100),
            Shown.line(session.natureId(), 100))
        .filter(fact -> !fact.isEmpty())
        .toList();
  }

  static String period(@Nullable Instant begin, @Nullable Instant end) {
    String from = Shown.time(begin);
    String to = Shown.time(end);
    if (from.isEmpty()) {
      return to.isEmpty() ? "" : "Ended " + to + " UTC";
    }
    boolean sameDay = to.startsWith(from.substring(0, from.indexOf(' ')));
    String until = sameDay ? to.substring(to.indexOf(' ') + 1) : to;
    return from + (to.isEmpty() || to.equals(from) ? "" : " to " + until) + " UTC";
  }

  static String state(EntryNode node) {
    String state = Shown.line(node.state(), 60);
    return state.isEmpty() ? "no state" : state;
  }

  static String step(StateTransition state) {
    return Shown.line(state.to(), 100);
  }

  static String took(EntryNode node) {
    return node.startedAt() == null || node.endedAt() == null
        ? ""
        : Shown.duration(Duration.between(node.startedAt(), node.endedAt()));
  }

  static String ended(ExecNode node) {
    String took = Shown.duration(node.duration());
    return "Ended with " + node.verdict() + (took.isEmpty() ? "" : " after " + took);
  }

  /** What ran it and for which entry. */
  static String about(SessionTree tree, ExecNode node) {
    EntryNode entry = tree.entry(node.exec().entryId());
    String namespace = Shown.line(node.exec().namespace(), 100);
    String began = Shown.time(node.exec().startedAt());
    return Stream.of(
            Shown.line(node.exec().nature(), 100),
            namespace,
            entry == null ? "" : "for " + Shown.line(entry.entry().source(), 200),
            began.isEmpty() ? "" : "began " + began)
        .filter(fact -> !fact.isEmpty())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  static String entry(SessionTree tree, @Nullable String entryId) {
    EntryNode entry = tree.entry(entryId);
    return entry == null ? "" : Shown.line(file(entry.entry().source()), 100);
  }

  static String row(Issue issue) {
    return issue.row() == null ? "" : issue.row().toString();
  }

  /** Whether it is the one that is shown at once: the first, if it is of errors. */
  static boolean isFirst(SessionTree tree, IssueGroup group) {
    return group.equals(tree.issues().shown().get(0)) && !tone(group).equals("warn");
  }

  static boolean hasValues(IssueGroup group) {
    return group.issues().shown().stream().anyMatch(issue -> issue.invalidValue() != null);
  }

  static String at(SessionTree tree, TimelineEvent event) {
    if (event.placed()) {
      return "";
    }
    Instant begin = tree.session().startedAt();
    return begin == null ? Shown.time(event.at()) : Shown.offset(begin, event.at());
  }

  static long moreExecs(SessionTree tree) {
    return tree.execs().total() - tree.allExecs().count();
  }

  static long moreLines(SessionTree tree) {
    return tree.log().total() - lines(tree);
  }

  /** How many lines of the log are shown. */
  static long lines(SessionTree tree) {
    return tree.log().shown().stream().flatMap(LogNode::all).count();
  }

  /** Whether a list is so short that it need not be folded away. */
  static boolean fits(long length) {
    return length <= LONG;
  }
}
