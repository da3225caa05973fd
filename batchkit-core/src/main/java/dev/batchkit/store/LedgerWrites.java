package dev.batchkit.store;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import java.time.Instant;
import java.util.List;

/** Writes the ledger. */
public interface LedgerWrites extends LedgerReads {
  /**
   * Finds the device by name, state and boundary, or inserts it.
   *
   * @param newId the id that it gets if it is new
   * @return the id that it has
   */
  String device(Device device, String newId);

  /** Inserts the nature if there is none of its id; one that is there is left as it is. */
  void nature(Nature nature);

  /** Inserts a session; device and nature must exist. */
  void insert(OrchestrationSession session);

  /** Ends a session. */
  void finish(String sessionId, Instant at, Json diagnostics, String markdown);

  /** Inserts an entry; its session must exist. */
  void insert(Entry entry);

  /** Inserts state transitions; session and entry of each must exist. */
  void insertStates(List<StateTransition> states);

  /** Inserts issues; session and entry of each must exist. */
  void insertIssues(List<Issue> issues);
}
