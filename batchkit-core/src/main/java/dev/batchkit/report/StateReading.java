package dev.batchkit.report;

import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads all state transitions of a session, and keeps the first and the last that matter. */
final class StateReading {
  /** Transitions may hold results of many megabytes, so few of them are held at a time. */
  private static final int AT_ONCE = 50;

  private static final int FIRST = 1000;
  private static final int PER_ENTRY = 20;
  private static final int OF_SESSION = 100;

  private final List<StateTransition> first = new ArrayList<>();
  private final List<StateTransition> ofSession = new ArrayList<>();
  private final Map<String, List<StateTransition>> ofEntries = new HashMap<>();
  private final Set<String> failedEntries = new HashSet<>();
  private @Nullable StateTransition last;
  private @Nullable StateTransition saidFailed;
  private long total;
  private long totalOfSession;

  StateReading(List<Entry> entries) {
    entries.forEach(entry -> ofEntries.put(entry.id(), new ArrayList<>()));
  }

  void read(LedgerReads ledger, String sessionId) {
    List<StateTransition> page = ledger.states(sessionId, null, AT_ONCE);
    page.forEach(state -> take(Cut.state(state)));
    while (page.size() == AT_ONCE) {
      page = ledger.states(sessionId, page.get(page.size() - 1).id(), AT_ONCE);
      page.forEach(state -> take(Cut.state(state)));
    }
  }

  private void take(StateTransition state) {
    total++;
    if (first.size() < FIRST) {
      first.add(state);
    }
    if (state.entryId() == null) {
      takeOfSession(state);
    } else {
      takeOfEntry(state.entryId(), state);
    }
  }

  private void takeOfEntry(String entryId, StateTransition state) {
    if (isFailure(state.to())) {
      failedEntries.add(entryId);
    } else {
      failedEntries.remove(entryId);
    }
    List<StateTransition> own = ofEntries.get(entryId);
    if (own != null) {
      if (own.size() == PER_ENTRY) {
        own.remove(own.size() - 1);
      }
      own.add(state);
    }
  }

  private void takeOfSession(StateTransition state) {
    totalOfSession++;
    if (ofSession.size() < OF_SESSION) {
      ofSession.add(state);
    }
    last = state;
    if (StateTransition.FAILED.equals(state.to())) {
      saidFailed = state;
    }
  }

  /** A session is failed by its last state, or by having said so. */
  @Nullable StateTransition failure() {
    return saidFailed == null && last != null && isFailure(last.to()) ? last : saidFailed;
  }

  static boolean isFailure(String state) {
    return state.startsWith("ERROR(") || state.startsWith("INTERRUPTED(");
  }

  List<StateTransition> first() {
    return first;
  }

  long total() {
    return total;
  }

  /** How many entries are failed by their last state. */
  long failedEntries() {
    return failedEntries.size();
  }

  Part<StateTransition> ofSession() {
    return new Part<>(ofSession, totalOfSession);
  }

  /** The first transitions of an entry and its last. */
  List<StateTransition> of(String entryId) {
    return ofEntries.getOrDefault(entryId, List.of());
  }
}
