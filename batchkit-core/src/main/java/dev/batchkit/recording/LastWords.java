package dev.batchkit.recording;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.report.SessionReport;
import dev.batchkit.store.LedgerReads;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session says at its end, for people. */
final class LastWords {
  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

  private LastWords() {}

  /**
   * The report of a session as it is about to end; read outside of units, since there may be much
   * of it. A session ends also where there is something in it that cannot be told.
   */
  static String of(LedgerReads ledger, String sessionId, Instant at, Json diagnostics) {
    try {
      return ledger
          .session(sessionId)
          .map(session -> ended(session, at, diagnostics))
          .map(session -> SessionReport.of(ledger, session, SessionState.FINISHED))
          .map(SessionReport::markdown)
          .orElse("");
    } catch (RuntimeException e) {
      LOG.warn("The report of session {} cannot be made: {}", sessionId, e.getClass().getName());
      return "The report of this session could not be made: `" + e.getClass().getName() + "`.\n";
    }
  }

  private static OrchestrationSession ended(
      OrchestrationSession session, Instant at, Json diagnostics) {
    return new OrchestrationSession(
        session.id(),
        session.deviceId(),
        session.natureId(),
        session.version(),
        session.startedAt(),
        at,
        session.elaboration(),
        session.args(),
        diagnostics,
        null);
  }
}
