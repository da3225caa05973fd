package dev.batchkit.store;

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
import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.orchestration.StateTransition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger, also what other programs wrote into it. What belongs to a session is read page
 * by page in the order in which it was stored. A page begins after the item with the id {@code
 * after}, with the first item if that is null, and holds at most {@code limit} items.
 *
 * <p>Every page method refuses an {@code after} that is no id of the kind it reads by {@link
 * dev.batchkit.error.InvalidValue}; a session that does not exist has empty pages.
 */
public interface LedgerReads {
  /** The orchestration session with this id. */
  Optional<OrchestrationSession> session(String sessionId);

  /** Whether there is such a session and it has ended, also if the time of its end is no time. */
  boolean isFinished(String sessionId);

  /**
   * A page of sessions, the one that was stored last first.
   *
   * @throws dev.batchkit.error.InvalidValue if {@link SessionQuery#after} is the id of no session
   */
  List<OrchestrationSession> sessions(SessionQuery query);

  /** How many sessions there are in all, wherever a page begins and however long it is. */
  long count(SessionQuery query);

  /** How the sessions of each nature that has any went; by the key of the nature. */
  List<NatureStatistics> statistics();

  /** The device with this id. */
  Optional<Device> device(String deviceId);

  /** All devices, by id. */
  List<Device> devices();

  /** The nature with this id. */
  Optional<Nature> nature(String natureId);

  /** All natures, by id. */
  List<Nature> natures();

  /** How much a session has of what. */
  SessionCounts counts(String sessionId);

  /** Entries of a session. */
  List<Entry> entries(String sessionId, @Nullable String after, int limit);

  /** State transitions of a session and of its entries. */
  List<StateTransition> states(String sessionId, @Nullable String after, int limit);

  /** The last transition of a session, and of each of its entries, as far as they have one. */
  List<StateTransition> lastStates(String sessionId);

  /** Execs of a session; a parent comes before what ran in it. */
  List<Exec> execs(String sessionId, @Nullable String after, int limit);

  /** Issues of a session. */
  List<Issue> issues(String sessionId, @Nullable String after, int limit);

  /** The issue with this id. */
  Optional<Issue> issue(String issueId);

  /** How many issues a session has, by type, severity and entry; in the order of these texts. */
  List<IssueCount> issueCounts(String sessionId);

  /** Relations of issues of a session. */
  List<IssueRelation> relations(String sessionId, @Nullable String after, int limit);

  /** Lines of the log whose elaboration names this session. */
  List<LogEntry> logs(String sessionId, @Nullable String after, int limit);

  /** Sessions that are being recorded, in no order. */
  List<OpenRecording> recordings();
}
