package dev.batchkit;

import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import java.util.List;
import java.util.Optional;

/**
 * The ledger, for reading: what happened, when, by what, with which result. Safe for any number of
 * threads.
 */
public final class Orchestration {
  private final LedgerReads ledger;

  Orchestration(LedgerReads ledger) {
    this.ledger = ledger;
  }

  /** The orchestration session with this id; the id of a run is the id of its session. */
  public Optional<OrchestrationSession> session(String sessionId) {
    return ledger.session(sessionId);
  }

  /** The sources that a session worked on. */
  public List<Entry> entries(String sessionId) {
    return ledger.entries(sessionId);
  }

  /** The state transitions of a session and its entries, in the order in which they happened. */
  public List<StateTransition> states(String sessionId) {
    return ledger.states(sessionId);
  }

  /**
   * A page of the issues of a session, in the order in which they were found.
   *
   * @param after the id of the last issue of the page before; the empty text for the first page
   * @param limit at most so many
   */
  public List<Issue> issues(String sessionId, String after, int limit) {
    return ledger.issues(sessionId, after, limit);
  }
}
