package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.error.RecordingEnded;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.StateTransition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What states a recorded session and its entries go through, and how they end. */
interface RecordStateLife extends RecordFixture {
  @Test
  default void everyTransitionBeginsWhereTheLastOneEnded() {
    Recording recording = record();
    recording.enter("files");
    recording.exit("files");
    recording.enter("load");
    recording.state("HALF_WAY", "half of it", Map.of("rows", 17));
    recording.exit("load");
    recording.finish();
    assertThat(sessionStates(recording))
        .containsExactly(
            "NONE > ENTER(files)",
            "ENTER(files) > EXIT(files)",
            "EXIT(files) > ENTER(load)",
            "ENTER(load) > HALF_WAY",
            "HALF_WAY > EXIT(load)");
    StateTransition free = transitions(recording).get(3);
    assertThat(free.reason()).isEqualTo("half of it");
    assertThat(free.result()).isEqualTo(Json.of("{\"rows\":17}"));
    assertThat(transitions(recording)).allMatch(state -> state.at() != null);
  }

  @Test
  default void aTransitionToTheStateThatItIsInIsNotRecorded() {
    Recording recording = record();
    recording.enter("files");
    recording.enter("files");
    recording.exit("files");
    recording.exit("files");
    recording.enter("files");
    recording.finish();
    assertThat(sessionStates(recording))
        .containsExactly(
            "NONE > ENTER(files)", "ENTER(files) > EXIT(files)", "EXIT(files) > ENTER(files)");
  }

  @Test
  default void aTransitionToTheSameStateIsRecordedIfItHasAResultOrAnError() {
    Recording recording = record();
    EntryRecording file = recording.entry("acme.csv");
    file.error("check", new IOException("one"));
    file.error("check", new IOException("two"));
    file.exit("ingest");
    file.finish(Map.of("rows", 17));
    recording.finish();
    assertThat(entryStates(recording, file.id()))
        .containsExactly(
            "NONE > ENTER(ingest)",
            "ENTER(ingest) > ERROR(check)",
            "ERROR(check) > ERROR(check)",
            "ERROR(check) > EXIT(ingest)",
            "EXIT(ingest) > EXIT(ingest)");
    assertThat(transitions(recording).get(4).result()).isEqualTo(Json.of("{\"rows\":17}"));
  }

  @Test
  default void entriesHaveChainsOfTheirOwn() {
    Recording recording = record();
    recording.enter("files");
    EntryRecording one = recording.entry("one.csv");
    EntryRecording two = recording.entry("two.csv");
    one.enter("check");
    two.state("READ", null, null);
    one.exit("check");
    one.finish();
    recording.exit("files");
    two.finish();
    recording.finish();
    assertThat(sessionStates(recording))
        .containsExactly("NONE > ENTER(files)", "ENTER(files) > EXIT(files)");
    assertThat(entryStates(recording, one.id()))
        .containsExactly(
            "NONE > ENTER(ingest)",
            "ENTER(ingest) > ENTER(check)",
            "ENTER(check) > EXIT(check)",
            "EXIT(check) > EXIT(ingest)");
    assertThat(entryStates(recording, two.id()))
        .containsExactly("NONE > ENTER(ingest)", "ENTER(ingest) > READ", "READ > EXIT(ingest)");
  }

  @Test
  default void anErrorIsKeptWithItsNameTextCauseAndStack() {
    Recording recording = record();
    recording.enter("load");
    recording.error(
        "load",
        new IOException("line 7 \uD83D, password=hunter2", new IllegalStateException("deep")));
    recording.finish();
    StateTransition last = transitions(recording).get(1);
    assertThat(last.to()).isEqualTo("ERROR(load)");
    assertThat(last.reason()).isEqualTo("java.io.IOException");
    Map<String, Object> error = Json.write(last.elaboration()).members();
    assertThat(error)
        .containsEntry("name", "java.io.IOException")
        .containsEntry("error", "line 7 ?, password=***")
        .containsEntry("cause", "java.lang.IllegalStateException: deep");
    assertThat(error.get("stack")).asInstanceOf(InstanceOfAssertFactories.LIST).isNotEmpty();
  }

  @Test
  default void aSessionThatIsLeftEndsAsInterruptedInItsStep() {
    Recording left;
    try (Recording recording = record()) {
      left = recording;
      recording.enter("load");
      recording.log("load", "begun");
    }
    assertThat(sessionStates(left))
        .containsExactly("NONE > ENTER(load)", "ENTER(load) > INTERRUPTED(load)");
    assertThat(transitions(left).get(1).reason()).isNotBlank();
    assertThat(lines(left)).hasSize(1);
    OrchestrationSession session = recorded(left);
    assertThat(session.finishedAt()).isNotNull();
    assertThat(session.diagnostics()).isEqualTo(Json.of("{\"status\":\"interrupted\"}"));
    assertThat(session.diagnosticsMarkdown()).isNotBlank();
    assertThat(store().ledger().recordings()).isEmpty();
  }

  @Test
  default void aSessionThatIsLeftBeforeItsFirstStepIsInterruptedInItsNature() {
    Recording recording = record();
    recording.close();
    assertThat(sessionStates(recording)).containsExactly("NONE > INTERRUPTED(nightly-load)");
    recording.close();
    assertThat(sessionStates(recording)).hasSize(1);
  }

  @Test
  default void leavingNeverHidesTheWorksOwnException() {
    IOException own = new IOException("its own");
    Recording[] left = new Recording[1];
    assertThatThrownBy(
            () -> {
              try (Recording recording = record();
                  EntryRecording file = recording.entry("acme.csv")) {
                left[0] = recording;
                file.enter("check");
                throw own;
              }
            })
        .isSameAs(own);
    assertThat(own.getSuppressed()).isEmpty();
    String entry = kit().orchestration().entries(left[0].id(), null, 10).get(0).id();
    assertThat(entryStates(left[0], entry)).endsWith("ENTER(check) > INTERRUPTED(check)");
    assertThat(sessionStates(left[0])).containsExactly("NONE > INTERRUPTED(nightly-load)");
  }

  @Test
  default void leavingNeverHidesTheWorksOwnExceptionWhenTheStoreIsGone() {
    IOException own = new IOException("its own");
    assertThatThrownBy(
            () -> {
              try (Recording recording = record();
                  EntryRecording file = recording.entry("acme.csv")) {
                file.enter("check");
                crash(store());
                throw own;
              }
            })
        .isSameAs(own);
    assertThat(own.getSuppressed()).isEmpty();
  }

  @Test
  default void anEntryThatFailedStaysInItsErrorWhenItIsClosed() {
    Recording recording = record();
    EntryRecording file = recording.entry("acme.csv");
    file.error("check", new IOException("line 7"));
    file.close();
    file.close();
    recording.finish();
    assertThat(entryStates(recording, file.id()))
        .containsExactly("NONE > ENTER(ingest)", "ENTER(ingest) > ERROR(check)");
  }

  @Test
  default void entriesThatAreOpenWhenTheirSessionIsFinishedAreInterrupted() {
    Recording recording = record();
    EntryRecording done = recording.entry("done.csv");
    EntryRecording open = recording.entry("open.csv");
    done.finish();
    recording.finish();
    assertThat(entryStates(recording, done.id())).endsWith("ENTER(ingest) > EXIT(ingest)");
    assertThat(entryStates(recording, open.id())).endsWith("ENTER(ingest) > INTERRUPTED(ingest)");
    assertThat(sessionStates(recording)).isEmpty();
  }

  @Test
  default void closingTheKitInterruptsWhatIsOpen() {
    BatchKit second = another();
    Recording recording = second.orchestration().record(RecordFixture.LOAD, "1", null);
    EntryRecording file = recording.entry("acme.csv");
    recording.enter("load");
    recording.log("load", "last");
    second.close();
    assertThat(recorded(recording).finishedAt()).isNotNull();
    assertThat(sessionStates(recording)).endsWith("ENTER(load) > INTERRUPTED(load)");
    assertThat(entryStates(recording, file.id())).endsWith("ENTER(ingest) > INTERRUPTED(ingest)");
    assertThat(lines(recording)).hasSize(1);
    assertThatThrownBy(() -> recording.log("load", "late")).isInstanceOf(RecordingEnded.class);
  }

  @Test
  default void oneOfManyThreadsFinishes() throws Exception {
    Recording recording = record();
    List<Boolean> finished =
        Crowd.of(
            8,
            i ->
                () -> {
                  try {
                    recording.finish(Map.of("by", i));
                    return true;
                  } catch (RecordingEnded e) {
                    return false;
                  }
                });
    assertThat(finished).filteredOn(Boolean::booleanValue).hasSize(1);
    int by = finished.indexOf(true);
    assertThat(recorded(recording).diagnostics()).isEqualTo(Json.of("{\"by\":" + by + "}"));
  }

  @Test
  default void manyThreadsMakeOneChainOfStates() throws Exception {
    Recording recording = record();
    Crowd.of(
        8,
        i ->
            () -> {
              for (int n = 0; n < 50; n++) {
                recording.enter(i + "-" + n);
                recording.exit(i + "-" + n);
              }
              return true;
            });
    recording.finish();
    List<StateTransition> chain = transitions(recording);
    assertThat(chain).hasSize(800);
    String last = StateTransition.NONE;
    for (StateTransition state : chain) {
      assertThat(state.from()).isEqualTo(last);
      last = state.to();
    }
  }
}
