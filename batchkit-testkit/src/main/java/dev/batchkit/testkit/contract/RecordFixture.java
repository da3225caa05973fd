package dev.batchkit.testkit.contract;

import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.StateTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of the contract that record sessions share. */
interface RecordFixture extends LifeFixture {
  Nature LOAD = Nature.of("nightly-load", "Nightly load");

  /** A session that has begun. */
  default Recording record() {
    return kit().orchestration().record(LOAD, "1.4", null);
  }

  default OrchestrationSession recorded(Recording recording) {
    return kit().orchestration().session(recording.id()).orElseThrow();
  }

  default List<StateTransition> transitions(Recording recording) {
    return kit().orchestration().states(recording.id(), null, 1_000);
  }

  /** The transitions of the session itself. */
  default List<String> sessionStates(Recording recording) {
    return chain(recording, null);
  }

  /** The transitions of an entry. */
  default List<String> entryStates(Recording recording, String entryId) {
    return chain(recording, entryId);
  }

  private List<String> chain(Recording recording, @Nullable String entryId) {
    return transitions(recording).stream()
        .filter(state -> String.valueOf(state.entryId()).equals(String.valueOf(entryId)))
        .map(state -> state.from() + " > " + state.to())
        .toList();
  }

  /** All lines of the log that are stored. */
  default List<LogEntry> lines(Recording recording) {
    List<LogEntry> all = new ArrayList<>();
    List<LogEntry> page = kit().orchestration().logs(recording.id(), null, 1_000);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = kit().orchestration().logs(recording.id(), all.get(all.size() - 1).id(), 1_000);
    }
    return all;
  }

  default List<String> contents(Recording recording) {
    return lines(recording).stream().map(LogEntry::content).toList();
  }

  default List<Issue> issues(Recording recording) {
    return kit().orchestration().issues(recording.id(), null, 10_000);
  }

  default List<Exec> execs(Recording recording) {
    return kit().orchestration().execs(recording.id(), null, 10_000);
  }
}
