package dev.batchkit.report;

import dev.batchkit.orchestration.Issue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Issues of one type, severity and entry that are one event: those that were found one after the
 * other, and all of which nobody said when.
 */
final class IssueRun {
  private final Issue first;
  private long count;

  private IssueRun(Issue first) {
    this.first = first;
  }

  private record Kind(String type, @Nullable String severity, @Nullable String entryId) {
    static Kind of(Issue issue) {
      return new Kind(issue.type(), issue.severity(), issue.entryId());
    }
  }

  static List<IssueRun> of(List<Issue> issues) {
    List<IssueRun> runs = new ArrayList<>();
    Map<Kind, IssueRun> untimed = new HashMap<>();
    IssueRun last = null;
    for (Issue issue : issues) {
      Kind kind = Kind.of(issue);
      boolean timed = issue.at() != null;
      IssueRun run = timed ? last : untimed.get(kind);
      if (run == null || !Kind.of(run.first).equals(kind)) {
        run = new IssueRun(issue);
        runs.add(run);
      }
      run.count++;
      if (timed) {
        last = run;
      } else {
        untimed.put(kind, run);
      }
    }
    return runs;
  }

  Issue first() {
    return first;
  }

  long count() {
    return count;
  }
}
