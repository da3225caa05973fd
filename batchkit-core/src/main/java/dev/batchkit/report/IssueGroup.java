package dev.batchkit.report;

import dev.batchkit.batch.Severity;
import dev.batchkit.orchestration.Issue;
import org.jspecify.annotations.Nullable;

/**
 * The issues of one type and severity.
 *
 * @param type their type
 * @param severity their severity; null where nobody said
 * @param issues the first of them, as far as they are among the first that the session has
 */
public record IssueGroup(String type, @Nullable String severity, Part<Issue> issues) {
  /** Whether they are errors. */
  public boolean isError() {
    return Severity.ERROR.name().equals(severity);
  }

  /** The name of the severity for people; empty where nobody said. */
  public String severityLabel() {
    for (Severity known : Severity.values()) {
      if (known.name().equals(severity)) {
        return known.label();
      }
    }
    return Shown.line(severity, 40);
  }
}
