package dev.batchkit;

import dev.batchkit.engine.Sessions;
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
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.recording.Recordings;
import dev.batchkit.report.SessionReport;
import dev.batchkit.store.LedgerReads;
import dev.batchkit.store.Store;
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
  private final Sessions sessions;
  private final LedgerReads ledger;
  private final Recordings recordings;

  Orchestration(Store store, Recordings recordings, Sessions sessions) {
    ledger = store.ledger();
    this.recordings = recordings;
    this.sessions = sessions;
  }

  /**
   * Begins an orchestration session, and gives the door to record what happens in it. The session
   * is stored when this returns, with the machine that this runs on.
   *
   * @param nature what kind of thing it is; one that is stored under its id with another label
   *     stays as it is, and that is logged
   * @param version the version of what runs; may be empty
   * @param args what it was called with: a record, a map, a {@link dev.batchkit.json.Json}; null
   *     for nothing
   * @throws dev.batchkit.error.InvalidValue if a text cannot be stored exactly, or the arguments
   *     have no JSON form
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of the store
   * @throws dev.batchkit.error.StoreFailed if the store cannot be written
   */
  public Recording record(Nature nature, String version, @Nullable Object args) {
    return recordings.begin(nature, version, args);
  }

  /** All orchestration sessions, to be narrowed and read page by page. */
  public SessionSelection sessions() {
    return new SessionSelection(sessions);
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
    return sessions.state(session);
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

  /** A session for people: as Markdown, JSON or text; bounded, however much was recorded. */
  public Optional<SessionReport> report(String sessionId) {
    return ledger
        .session(sessionId)
        .map(session -> SessionReport.of(ledger, session, state(session)));
  }
}
