package dev.batchkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Orchestration;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.StateTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A recorder that dies at any step of the store loses only what was not acknowledged. */
@Timeout(60)
class InMemoryRecordCrashTest {
  private final List<String> acknowledged = new ArrayList<>();
  private String session = "";
  private boolean isFinished;

  @Test
  void itLosesOnlyWhatWasNotAcknowledgedAndIsEndedByTheNextOpen() {
    Set<String> died = new HashSet<>();
    String name = "";
    for (int step = 0; step == 0 || !name.isEmpty(); step++) {
      name = dieAt(step);
      died.add(name);
    }
    assertThat(died)
        .contains(
            "record.begin:begun",
            "record.begin:before-commit",
            "record.begin:committed",
            "record:begun",
            "record:before-commit",
            "record:committed",
            "record.finish:begun",
            "record.finish:before-commit",
            "record.finish:committed",
            "");
  }

  private String dieAt(int step) {
    acknowledged.clear();
    session = "";
    isFinished = false;
    InMemoryStore store = InMemoryStore.create();
    String[] died = {""};
    try (BatchKit kit = BatchKit.open(store, options -> options.discoverIn(null))) {
      AtomicInteger steps = new AtomicInteger();
      store.onStep(
          name -> {
            if (steps.getAndIncrement() == step) {
              died[0] = name;
              store.crash();
            }
          });
      try {
        live(kit);
      } catch (RuntimeException e) {
        assertThat(died[0]).as("%s", e).isNotEmpty();
      }
    }
    try (BatchKit kit = BatchKit.open(store.reopen(), options -> options.discoverIn(null))) {
      look(kit.orchestration(), died[0]);
      kit.recover();
      look(kit.orchestration(), died[0]);
    }
    return died[0];
  }

  private void live(BatchKit kit) {
    Recording recording = kit.orchestration().record(Nature.of("n", "N"), "1", null);
    session = recording.id();
    for (int i = 0; i < 3; i++) {
      String number = Integer.toString(i);
      EntryRecording entry = recording.entry(number);
      boolean unused =
          entry.exec(e -> e.nature("n").code(number), exec -> exec.log("x", number) != null);
      entry.finish();
      acknowledged.add(number);
    }
    recording.finish();
    isFinished = true;
  }

  private void look(Orchestration ledger, String died) {
    if (session.isEmpty()) {
      return;
    }
    OrchestrationSession stored = ledger.session(session).orElseThrow();
    assertThat(stored.finishedAt()).as(died).isNotNull();
    assertStored(ledger.logs(session, null, 10).stream().map(LogEntry::content).toList(), died);
    assertStored(ledger.execs(session, null, 10).stream().map(Exec::code).toList(), died);
    List<String> own =
        ledger.states(session, null, 100).stream()
            .filter(state -> state.entryId() == null)
            .map(StateTransition::to)
            .toList();
    if (isFinished) {
      assertThat(own).as(died).isEmpty();
    } else if (!died.equals("record.finish:committed")) {
      assertThat(own).as(died).containsExactly("INTERRUPTED(n)");
    }
  }

  private void assertStored(List<String> stored, String died) {
    assertThat(stored).as(died).hasSizeBetween(acknowledged.size(), acknowledged.size() + 1);
    assertThat(List.of("0", "1", "2").subList(0, stored.size())).as(died).isEqualTo(stored);
  }
}
