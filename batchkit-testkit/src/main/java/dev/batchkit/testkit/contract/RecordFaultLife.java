package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.batchkit.BatchKit;
import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreBusy;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Ids;
import dev.batchkit.orchestration.LogLine;
import dev.batchkit.orchestration.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The store does not take what was recorded: nothing is lost, and nothing is stored twice. */
interface RecordFaultLife extends RecordFixture {
  private Recording on(FaultyStore faulty) {
    BatchKit kit = openKit(faulty.store(), options -> options);
    return kit.orchestration().record(RecordFixture.LOAD, "1", null);
  }

  @Test
  default void aBusyStoreKeepsNothingBackThatWasRecorded() {
    FaultyStore faulty = new FaultyStore(reopen(store()));
    Recording recording = on(faulty);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      faulty.fail(new StoreBusy("busy", 1, null), false);
      while (!faulty.isDone()) {
        told.add(Integer.toString(told.size()));
        recording.log("load", told.get(told.size() - 1));
        Throwable thrown = catchThrowable(recording::flush);
        assertThat(thrown == null || thrown instanceof StoreBusy).isTrue();
      }
    }
    recording.finish();
    assertThat(contents(recording)).isEqualTo(told);
  }

  @Test
  default void whatMayBeStoredIsLookedForAndNotStoredTwice() {
    for (boolean isCommitted : new boolean[] {true, false}) {
      FaultyStore faulty = new FaultyStore(reopen(store()));
      Recording recording = on(faulty);
      faulty.fail(unknown(), isCommitted);
      EntryRecording file = recording.entry("acme.csv");
      faulty.fail(unknown(), isCommitted);
      file.log("load", "one");
      recording.flush();
      faulty.fail(unknown(), isCommitted);
      recording.issue(i -> i.type("T").message("m"));
      recording.flush();
      faulty.fail(unknown(), isCommitted);
      recording.enter("load");
      recording.flush();
      faulty.fail(unknown(), isCommitted);
      int status = recording.exec(e -> e.nature("n").code("c"), exec -> 7);
      recording.flush();
      file.finish();
      recording.finish();
      assertThat(status).isEqualTo(7);
      assertThat(faulty.isDone()).isTrue();
      assertThat(contents(recording)).containsExactly("one");
      assertThat(issues(recording)).hasSize(1);
      assertThat(execs(recording)).hasSize(1).allMatch(exec -> exec.isSuccess());
      assertThat(sessionStates(recording)).hasSize(1);
      assertThat(entryStates(recording, file.id())).hasSize(2);
    }
  }

  private static OutcomeUnknown unknown() {
    return new OutcomeUnknown("unknown", "record", new IllegalStateException("cut"));
  }

  @Test
  default void whatTheStoreRefusesIsLeftOutAndSaidAtTheEnd() {
    String twice = "00000000-0000-7000-8000-000000000001";
    boolean[] isOn = new boolean[1];
    Supplier<String> ids = Ids.random();
    BatchKit kit = another(options -> options.ids(() -> isOn[0] ? twice : ids.get()));
    Recording recording = kit.orchestration().record(RecordFixture.LOAD, "1", null);
    for (int i = 0; i < 1_500; i++) {
      isOn[0] = i % 300 == 100;
      recording.log("load", Integer.toString(i));
    }
    isOn[0] = false;
    recording.enter("load");
    assertThatThrownBy(recording::finish)
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining(recording.id())
        .hasMessageContaining("4 of what was recorded")
        .hasCauseInstanceOf(StoreFailed.class);
    List<String> stored =
        IntStream.range(0, 1_500)
            .filter(i -> i % 300 != 100 || i == 100)
            .mapToObj(Integer::toString)
            .toList();
    assertThat(contents(recording)).isEqualTo(stored);
    assertThat(sessionStates(recording)).containsExactly("NONE > ENTER(load)");
    assertThat(recorded(recording).finishedAt()).isNotNull();
  }

  @Test
  default void anEntryThatTheStoreRefusesIsToldAtOnce() {
    String[] id = new String[1];
    Supplier<String> ids = Ids.random();
    BatchKit kit = another(options -> options.ids(() -> id[0] == null ? ids.get() : id[0]));
    Recording recording = kit.orchestration().record(RecordFixture.LOAD, "1", null);
    EntryRecording first = recording.entry("one.csv");
    LogLine line = first.log("load", "one");
    id[0] = first.id();
    assertThatThrownBy(() -> recording.entry("two.csv")).isInstanceOf(StoreFailed.class);
    id[0] = null;
    first.finish();
    assertThatThrownBy(recording::finish).isInstanceOf(StoreFailed.class);
    assertThat(lines(recording)).hasSize(1).allMatch(one -> one.id().equals(line.id()));
    assertThat(kit().orchestration().entries(recording.id(), null, 10)).hasSize(1);
  }

  @Test
  default void aSessionThatCannotBeFinishedGoesOnAndIsFinishedLater() {
    FaultyStore faulty = new FaultyStore(reopen(store()));
    Recording recording = on(faulty);
    StoreBusy busy = new StoreBusy("busy", 1, null);
    faulty.fail("record.finish", busy, false);
    assertThatThrownBy(recording::finish).isSameAs(busy);
    assertThat(recorded(recording).finishedAt()).isNull();
    recording.log("load", "goes on");
    recording.finish();
    assertThat(recorded(recording).finishedAt()).isNotNull();
    assertThat(contents(recording)).containsExactly("goes on");
  }

  @Test
  default void anEndWhoseCommitNobodyAnsweredForIsLookedFor() {
    FaultyStore faulty = new FaultyStore(reopen(store()));
    Recording recording = on(faulty);
    faulty.fail("record.finish", unknown(), true);
    recording.finish();
    assertThat(recorded(recording).finishedAt()).isNotNull();
    Recording other = on(faulty);
    OutcomeUnknown unknown = unknown();
    faulty.fail("record.finish", unknown, false);
    assertThatThrownBy(other::finish).isSameAs(unknown);
    other.finish();
    assertThat(recorded(other).finishedAt()).isNotNull();
  }

  @Test
  default void aSessionThatCannotBeEndedWhenItIsLeftIsEndedWithItsKit() {
    FaultyStore faulty = new FaultyStore(reopen(store()));
    BatchKit kit = openKit(faulty.store(), options -> options);
    Recording recording = kit.orchestration().record(RecordFixture.LOAD, "1", null);
    faulty.fail("record.finish", new StoreBusy("busy", 1, null), false);
    recording.close();
    assertThat(recorded(recording).finishedAt()).isNull();
    kit.close();
    assertThat(recorded(recording).finishedAt()).isNotNull();
    assertThat(sessionStates(recording)).containsExactly("NONE > INTERRUPTED(nightly-load)");
  }
}
