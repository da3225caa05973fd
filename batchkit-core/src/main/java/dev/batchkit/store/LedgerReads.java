package dev.batchkit.store;

import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import java.util.List;
import java.util.Optional;

/** Reads the ledger. */
public interface LedgerReads {
  /** The orchestration session with this id. */
  Optional<OrchestrationSession> session(String sessionId);

  /** Its entries, in the order of their ids. */
  List<Entry> entries(String sessionId);

  /** Its state transitions and those of its entries, in the order of their ids. */
  List<StateTransition> states(String sessionId);

  /**
   * A page of its issues, in the order of their ids.
   *
   * @param after only ids above this one; the empty text for the first page
   * @param limit at most so many
   */
  List<Issue> issues(String sessionId, String after, int limit);
}
