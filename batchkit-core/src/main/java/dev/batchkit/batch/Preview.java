package dev.batchkit.batch;

import java.util.List;

/**
 * What an execution would do now.
 *
 * @param toExecute rows that it would hand to the handler
 * @param toSkip rows that it would leave out, as their status or the options say
 * @param blocking rows that forbid it
 * @param reasons why it would be refused, one sentence each; empty if it would go ahead
 * @param description what would happen, in the handler's own words, in Markdown; empty if the
 *     handler says nothing
 */
public record Preview(
    long toExecute, long toSkip, long blocking, List<String> reasons, String description) {
  /** Copies the list. */
  public Preview {
    reasons = List.copyOf(reasons);
  }

  /** Whether an execution would go ahead. */
  public boolean isExecutable() {
    return reasons.isEmpty();
  }
}
