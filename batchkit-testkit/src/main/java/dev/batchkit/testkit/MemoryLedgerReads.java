package dev.batchkit.testkit;

import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import java.util.List;
import java.util.Optional;

/** Reads the ledger. */
class MemoryLedgerReads implements LedgerReads {
  private final View view;

  MemoryLedgerReads(View view) {
    this.view = view;
  }

  @Override
  public Optional<OrchestrationSession> session(String sessionId) {
    return view.read(state -> Optional.ofNullable(state.sessions.get(sessionId)));
  }

  @Override
  public List<Entry> entries(String sessionId) {
    return view.read(state -> state.entries.of(sessionId));
  }

  @Override
  public List<StateTransition> states(String sessionId) {
    return view.read(state -> state.transitions.of(sessionId));
  }

  @Override
  public List<Issue> issues(String sessionId, String after, int limit) {
    return view.read(state -> state.issues.page(sessionId, after, limit));
  }
}
