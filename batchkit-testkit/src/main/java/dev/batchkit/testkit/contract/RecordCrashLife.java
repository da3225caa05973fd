package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.error.RecordingEnded;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.Store;
import java.io.IOException;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A process that records dies: what was acknowledged stays, and the next open ends its session. */
interface RecordCrashLife extends RecordFixture {
  @Test
  default void theNextOpenEndsTheSessionOfADeadOwnerAsInterrupted() {
    Recording recording = record();
    recording.enter("load");
    EntryRecording done = recording.entry("done.csv");
    done.finish();
    EntryRecording failed = recording.entry("failed.csv");
    failed.error("check", new IOException("line 7"));
    EntryRecording open = recording.entry("open.csv");
    open.enter("check");
    recording.flush();
    crash(store());

    BatchKit next = another();
    OrchestrationSession session = next.orchestration().session(recording.id()).orElseThrow();
    assertThat(session.finishedAt()).isNotNull();
    assertThat(session.diagnostics()).isEqualTo(Json.of("{\"status\":\"interrupted\"}"));
    assertThat(session.diagnosticsMarkdown()).isNotBlank();
    assertThat(states(next, recording, null)).endsWith("INTERRUPTED(load)");
    assertThat(states(next, recording, done.id())).endsWith("EXIT(ingest)");
    assertThat(states(next, recording, failed.id())).endsWith("ERROR(check)");
    assertThat(states(next, recording, open.id())).endsWith("INTERRUPTED(check)");
    int states = next.orchestration().states(recording.id(), null, 100).size();
    next.recover();
    assertThat(next.orchestration().states(recording.id(), null, 100)).hasSize(states);
  }

  private static List<String> states(BatchKit kit, Recording recording, @Nullable String entryId) {
    return kit.orchestration().states(recording.id(), null, 100).stream()
        .filter(state -> String.valueOf(state.entryId()).equals(String.valueOf(entryId)))
        .map(StateTransition::to)
        .toList();
  }

  @Test
  default void anExecThatDidNotEndIsLeftAsSuch() {
    Recording recording = record();
    boolean unused =
        recording.exec(
            e -> e.nature("n").code("outer"),
            outer ->
                outer.exec(
                    e -> e.nature("n").code("inner"),
                    inner -> {
                      recording.flush();
                      crash(store());
                      return true;
                    }));
    BatchKit next = another();
    assertThat(next.orchestration().execs(recording.id(), null, 10))
        .extracting(Exec::code, Exec::status)
        .containsExactly(
            Tuple.tuple("outer", Exec.NOT_ENDED), Tuple.tuple("inner", Exec.NOT_ENDED));
  }

  @Test
  default void theSessionOfAnOwnerThatLivesIsLeftAlone() {
    Recording recording = record();
    recording.enter("load");
    BatchKit next = another();
    next.recover();
    kit().recover();
    recording.exit("load");
    recording.finish();
    assertThat(sessionStates(recording))
        .containsExactly("NONE > ENTER(load)", "ENTER(load) > EXIT(load)");
  }

  @Test
  default void sessionsOfOtherProgramsAreLeftAlone() {
    Recording recording = record();
    recording.finish();
    OrchestrationSession own = recorded(recording);
    OrchestrationSession theirs =
        new OrchestrationSession(
            "theirs", own.deviceId(), own.natureId(), "", null, null, null, null, null, null);
    boolean unused =
        store()
            .inUnit(
                "contract",
                unit -> {
                  unit.ledger().insert(theirs);
                  return true;
                });
    crash(store());
    BatchKit next = another();
    next.recover();
    assertThat(next.orchestration().session("theirs")).contains(theirs);
    assertThat(next.orchestration().states("theirs", null, 10)).isEmpty();
  }

  @Test
  default void whatWasAcknowledgedSurvivesAndSoDoesItsOrder() {
    Recording recording = record();
    for (int i = 0; i < 10; i++) {
      recording.log("load", Integer.toString(i));
      recording.flush();
    }
    recording.log("load", "not acknowledged");
    Store dead = store();
    crash(dead);
    BatchKit next = another();
    assertThat(next.orchestration().logs(recording.id(), null, 100))
        .extracting(line -> line.content())
        .startsWith("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
        .hasSizeBetween(10, 11);
  }

  @Test
  default void theDoctorSaysThatARecorderIsDeadUntilItIsRecovered() {
    BatchKit other = another();
    Recording recording = record();
    assertThat(recordings(other)).isEqualTo("OK 1 going on");
    crash(store());
    assertThat(recordings(other)).startsWith("WARN 1 of 1").contains(recording.id());
    other.recover();
    assertThat(recordings(other)).isEqualTo("OK 0 going on");
  }

  private static String recordings(BatchKit kit) {
    return kit.doctor().checks().stream()
        .filter(check -> check.name().equals("recordings"))
        .map(check -> check.level() + " " + check.detail())
        .findFirst()
        .orElseThrow();
  }

  @Test
  default void afterARestoreEverySessionOfOthersIsEnded() {
    Recording theirs = record();
    BatchKit restored = another();
    Recording own = restored.orchestration().record(RecordFixture.LOAD, "1", null);
    var unused = restored.afterRestore();
    assertThat(recorded(theirs).finishedAt()).isNotNull();
    assertThat(sessionStates(theirs)).containsExactly("NONE > INTERRUPTED(nightly-load)");
    assertThat(recorded(own).finishedAt()).isNull();
    own.finish();
    OrchestrationSession ended = recorded(theirs);
    assertThatThrownBy(theirs::finish).isInstanceOf(RecordingEnded.class);
    assertThat(recorded(theirs)).isEqualTo(ended);
  }
}
