package dev.batchkit.recording;

import dev.batchkit.orchestration.IssueCount;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.store.LedgerReads;

/** The last words of a session, for people. */
final class SessionText {
  private SessionText() {}

  static String of(LedgerReads ledger, String sessionId) {
    String nature =
        ledger
            .session(sessionId)
            .map(OrchestrationSession::natureId)
            .orElse("Orchestration session");
    long issues = ledger.issueCounts(sessionId).stream().mapToLong(IssueCount::count).sum();
    return "# "
        + nature
        + "\n\n| | |\n|---|---|\n| Session | "
        + sessionId
        + " |\n| Issues | "
        + issues
        + " |\n";
  }
}
