package dev.batchkit.report;

import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.LogEntry;
import org.jspecify.annotations.Nullable;

/** Cuts long texts; what is cut says how much of it is there. */
final class Cut {
  private static final int HEAD = 6000;
  private static final int TAIL = 2000;
  private static final int SHORT = 1000;

  private Cut() {}

  static Exec exec(Exec exec) {
    return new Exec(
        exec.id(),
        exec.sessionId(),
        exec.entryId(),
        exec.parentId(),
        exec.nature(),
        exec.namespace(),
        line(exec.identity()),
        text(exec.code()),
        exec.status(),
        textOrNull(exec.input()),
        textOrNull(exec.error()),
        textOrNull(exec.output()),
        exec.outputNature(),
        textOrNull(exec.narrative()),
        exec.elaboration());
  }

  static Entry entry(Entry entry) {
    return new Entry(
        entry.id(),
        entry.sessionId(),
        String.valueOf(line(entry.source())),
        line(entry.tableName()),
        entry.elaboration());
  }

  static LogEntry log(LogEntry log) {
    return new LogEntry(
        log.id(),
        line(log.category()),
        log.parentId(),
        text(log.content()),
        log.siblingOrder(),
        log.elaboration());
  }

  static Issue issue(Issue issue) {
    return new Issue(
        issue.id(),
        issue.sessionId(),
        issue.entryId(),
        issue.type(),
        String.valueOf(line(issue.message())),
        issue.row(),
        line(issue.column()),
        line(issue.invalidValue()),
        line(issue.remediation()),
        issue.elaboration());
  }

  /** Its beginning and its end: what went wrong mostly stands at the end. */
  static String text(String text) {
    int length = text.length();
    if (length <= HEAD + TAIL) {
      return text;
    }
    int tail = Character.isLowSurrogate(text.charAt(length - TAIL)) ? TAIL - 1 : TAIL;
    return "%s\n[... cut: the first %s and the last %s of %s characters ...]\n%s"
        .formatted(
            Shown.head(text, HEAD),
            Shown.count(HEAD),
            Shown.count(TAIL),
            Shown.count(length),
            text.substring(length - tail));
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  private static @Nullable String line(@Nullable String text) {
    return text == null || text.length() <= SHORT
        ? text
        : "%s [cut: %s of %s characters]"
            .formatted(Shown.head(text, SHORT), Shown.count(SHORT), Shown.count(text.length()));
  }
}
