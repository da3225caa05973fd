package dev.batchkit.store;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import java.time.Instant;
import java.util.List;

/**
 * Writes the ledger. Ids are unique within their kind among all sessions, and what is referred to
 * must exist. Ids of issues, relations and log lines that a store would not keep as they are, such
 * as numbers, are refused by {@link dev.batchkit.error.InvalidValue}.
 */
public interface LedgerWrites extends LedgerReads {
  /**
   * Finds the device by name, state and boundary, or inserts it.
   *
   * @return the id that it has: the given one if it is new
   */
  String device(Device device);

  /**
   * Inserts the nature if there is none of its id.
   *
   * @return what is stored; one that was there is left as it is
   */
  Nature nature(Nature nature);

  /** Inserts a session; device and nature must exist. */
  void insert(OrchestrationSession session);

  /** Notes that the open store with this number records a session, until that is finished. */
  void recording(String sessionId, long owner);

  /** Ends a session. */
  void finish(String sessionId, Instant at, Json diagnostics, String markdown);

  /** Inserts entries; the session of each must exist. */
  void insertEntries(List<Entry> entries);

  /** Inserts state transitions; session and entry of each must exist. */
  void insertStates(List<StateTransition> states);

  /** Inserts execs; session, entry and parent of each must exist, or come before it. */
  void insertExecs(List<Exec> execs);

  /**
   * Sets what is known of execs at their end: status, error, output and its nature, narrative and
   * elaboration; the rest stays as it is.
   */
  void endExecs(List<Exec> execs);

  /** Inserts issues; session and entry of each must exist. */
  void insertIssues(List<Issue> issues);

  /** Inserts relations; the issue that each is told of must exist, the other one is not checked. */
  void insertRelations(List<IssueRelation> relations);

  /** Inserts lines of the log; the parent of each must exist, or come before it. */
  void insertLogs(List<LogEntry> logs);
}
