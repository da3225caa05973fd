package dev.batchkit;

import dev.batchkit.engine.Engine;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueCount;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger: what happened, when, by what, with which result. Safe for any number of threads.
 *
 * <p>What belongs to a session is read page by page in the order in which it was stored: after the
 * item with the id {@code after}, from the first one if that is null, at most {@code limit} items.
 * An {@code after} that is no such id is refused by {@link dev.batchkit.error.InvalidValue}; a
 * session that does not exist has empty pages.
 */
public final class Orchestration {
  private final Engine engine;
  private final LedgerReads ledger;

  Orchestration(Engine engine) {
    this.engine = engine;
    this.ledger = engine.store().ledger();
  }

  /** All orchestration sessions, to be narrowed and read page by page. */
  public SessionSelection sessions() {
    return new SessionSelection(engine.sessions());
  }

  /** How the sessions of each nature that has any went; reads all sessions. */
  public List<NatureStatistics> statistics() {
    return ledger.statistics();
  }

  /** The devices that sessions ran on, by id. */
  public List<Device> devices() {
    return ledger.devices();
  }

  /** What kinds of session there are, by id. */
  public List<Nature> natures() {
    return ledger.natures();
  }

  /** How far a session is, as it was read; who holds it is looked up now. */
  public SessionState state(OrchestrationSession session) {
    return engine.sessions().state(session);
  }

  /** The orchestration session with this id; the id of a run is the id of its session. */
  public Optional<OrchestrationSession> session(String sessionId) {
    return ledger.session(sessionId);
  }

  /** The sources that a session worked on. */
  public List<Entry> entries(String sessionId, @Nullable String after, int limit) {
    return ledger.entries(sessionId, after, limit);
  }

  /** The state transitions of a session and its entries. */
  public List<StateTransition> states(String sessionId, @Nullable String after, int limit) {
    return ledger.states(sessionId, after, limit);
  }

  /** What ran in a session; a parent comes before what ran in it. */
  public List<Exec> execs(String sessionId, @Nullable String after, int limit) {
    return ledger.execs(sessionId, after, limit);
  }

  /** The issues of a session. */
  public List<Issue> issues(String sessionId, @Nullable String after, int limit) {
    return ledger.issues(sessionId, after, limit);
  }

  /** How many issues a session has, by type, severity and entry. */
  public List<IssueCount> issueCounts(String sessionId) {
    return ledger.issueCounts(sessionId);
  }

  /** What the issues of a session have to do with others. */
  public List<IssueRelation> relations(String sessionId, @Nullable String after, int limit) {
    return ledger.relations(sessionId, after, limit);
  }

  /** The lines of the log of a session; a line comes before its details. */
  public List<LogEntry> logs(String sessionId, @Nullable String after, int limit) {
    return ledger.logs(sessionId, after, limit);
  }
}
