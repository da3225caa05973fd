package dev.batchkit.report;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.orchestration.StateTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of a session in sentences; the same in every report. */
public final class Story {
  private Story() {}

  /** How it went, in one sentence without its full stop: {@code Failed after 2.4 s}. */
  public static String headline(SessionTree tree) {
    String took = Shown.duration(tree.duration());
    return switch (tree.outcome()) {
      case SUCCEEDED -> "Succeeded" + in(took);
      case SUCCEEDED_WITH_FAULTS -> "Succeeded" + in(took) + ", with faults";
      case FAILED -> "Failed" + (took.isEmpty() ? "" : " after " + took);
      case RUNNING -> "Still running";
      case ABANDONED -> "Never finished, and nobody is known to be at work on it";
    };
  }

  private static String in(String took) {
    return took.isEmpty() ? "" : " in " + took;
  }

  /** What it has of what, without what it has nothing of: {@code 3 entries}, {@code 2 execs}. */
  public static List<String> figures(SessionTree tree) {
    SessionCounts counts = tree.counts();
    List<String> figures = new ArrayList<>();
    figure(figures, counts.entries(), "entry", "entries", tree.failedEntryCount(), "failed");
    figure(figures, counts.execs(), "exec", "execs", counts.failedExecs(), "failed");
    figure(figures, counts.issues(), "issue", "issues", tree.errors(), "errors");
    figure(figures, counts.logs(), "log line", "log lines", 0, "");
    return figures;
  }

  private static void figure(
      List<String> figures, long count, String one, String many, long bad, String what) {
    if (count > 0) {
      String of = bad == 0 ? "" : " (%s %s)".formatted(Shown.count(bad), what);
      figures.add(Shown.count(count, one, many) + of);
    }
  }

  /** Why it failed, in one line: what an error said, else what the transition says. */
  public static String reason(StateTransition failure) {
    String error = error(failure);
    String state = Shown.line(failure.to(), 100);
    return error.isEmpty() ? state : state + ": " + error;
  }

  /** What the error said by which something failed, else why; empty if nobody said. */
  public static String error(StateTransition failure) {
    String name = Shown.line(member(failure.elaboration(), "name"), 100);
    String error = Shown.line(member(failure.elaboration(), "error"), 300);
    String told = name.isEmpty() || error.isEmpty() ? name + error : name + ": " + error;
    return told.isEmpty() ? Shown.line(failure.reason(), 300) : told;
  }

  /** The stack of the error by which it failed; empty if there is none. */
  public static List<String> stack(StateTransition failure) {
    return members(failure.elaboration()).get("stack") instanceof List<?> stack
        ? stack.stream().map(frame -> Shown.line(String.valueOf(frame), 300)).limit(30).toList()
        : List.of();
  }

  private static @Nullable String member(@Nullable Json elaboration, String key) {
    return members(elaboration).get(key) instanceof String text ? text : null;
  }

  static Map<String, @Nullable Object> members(@Nullable Json elaboration) {
    if (elaboration == null || !elaboration.text().stripLeading().startsWith("{")) {
      return Map.of();
    }
    try {
      return elaboration.members();
    } catch (InvalidValue e) {
      // such as a number that no Java number can hold
      return Map.of();
    }
  }

  /** What stands below a list that is cut; empty if it is not. */
  public static String more(Part<?> part) {
    return part.more() == 0 ? "" : "and " + Shown.count(part.more()) + " more";
  }
}
