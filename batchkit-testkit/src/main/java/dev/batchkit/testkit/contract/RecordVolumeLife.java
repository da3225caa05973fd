package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.BatchId;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueDraft;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Much is recorded, by many, beside units of work and inside them: nothing is lost. */
interface RecordVolumeLife extends RecordFixture {
  /** More than may wait. */
  int MANY = 6_000;

  @Test
  default void whatNobodyWaitsForIsStoredByItself() {
    Recording recording = record();
    recording.log("load", "one");
    while (lines(recording).isEmpty()) {
      Thread.onSpinWait();
    }
    recording.log("load", "two");
    while (lines(recording).size() < 2) {
      Thread.onSpinWait();
    }
    recording.finish();
    assertThat(contents(recording)).containsExactly("one", "two");
  }

  @Test
  default void everythingRecordedBeforeIsStoredWhenAnEntryIsOpenedOrFinishedOrTheSessionFlushed() {
    Recording recording = record();
    recording.log("load", "before");
    EntryRecording file = recording.entry("acme.csv");
    assertThat(lines(recording)).hasSize(1);
    file.log("load", "inside");
    file.finish();
    assertThat(lines(recording)).hasSize(2);
    Issue issue = recording.issue(i -> i.type("T").message("m"));
    recording.flush();
    assertThat(issues(recording)).containsExactly(issue);
    recording.finish();
  }

  @Test
  default void eightThreadsRecordIntoOneSessionAndNothingIsLostOrOutOfOrder() throws Exception {
    Recording recording = record();
    int each = 2_000;
    Crowd.of(
        8,
        thread ->
            () -> {
              try (EntryRecording mine = recording.entry("thread " + thread)) {
                for (int i = 0; i < each; i++) {
                  mine.log("load", Integer.toString(i));
                  mine.issue(say(i));
                  if (i % 500 == 0) {
                    recording.flush();
                  }
                }
                mine.finish();
              }
              return true;
            });
    recording.finish();
    List<String> inOrder = IntStream.range(0, each).mapToObj(Integer::toString).toList();
    List<LogEntry> lines = lines(recording);
    List<Issue> issues = kit().orchestration().issues(recording.id(), null, 20_000);
    kit()
        .orchestration()
        .entries(recording.id(), null, 100)
        .forEach(
            entry -> {
              assertThat(lines)
                  .filteredOn(line -> entry.id().equals(line.entryId()))
                  .extracting(LogEntry::content)
                  .isEqualTo(inOrder);
              assertThat(issues)
                  .filteredOn(issue -> entry.id().equals(issue.entryId()))
                  .extracting(Issue::message)
                  .isEqualTo(inOrder);
              assertThat(entryStates(recording, entry.id())).hasSize(2);
            });
    assertThat(lines).hasSize(8 * each);
    assertThat(lines).extracting(LogEntry::siblingOrder).isSorted().doesNotHaveDuplicates();
  }

  private static UnaryOperator<IssueDraft> say(int i) {
    return issue -> issue.type("T").message(Integer.toString(i)).row(i);
  }

  @Test
  default void aFullQueueSlowsTheProducerUntilTheStoreTakesItsEvents() throws Exception {
    Recording recording = record();
    AtomicInteger told = new AtomicInteger();
    Thread[] producer = new Thread[1];
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Aside<Boolean> holder =
        Aside.run(
            () ->
                store()
                    .inUnit(
                        "hold",
                        unit -> {
                          holding.countDown();
                          Aside.await(release);
                          return true;
                        }));
    Aside.await(holding);
    CountDownLatch begun = new CountDownLatch(1);
    Aside<Boolean> work =
        Aside.run(
            () -> {
              producer[0] = Thread.currentThread();
              begun.countDown();
              for (int i = 0; i < MANY; i++) {
                recording.log("load", Integer.toString(i));
                told.incrementAndGet();
              }
              return true;
            });
    Aside.await(begun);
    Thread.State waits;
    do {
      Thread.onSpinWait();
      waits = producer[0].getState();
    } while (waits != Thread.State.WAITING && waits != Thread.State.TIMED_WAITING);
    assertThat(told.get()).isBetween(1_000, 4_096);
    release.countDown();
    assertThat(holder.get()).isTrue();
    assertThat(work.get()).isTrue();
    recording.finish();
    assertThat(lines(recording)).hasSize(MANY);
  }

  @Test
  default void insideAUnitNothingWaitsHoweverMuchIsRecorded() {
    Recording recording = record();
    boolean unused =
        store()
            .inUnit(
                "contract",
                unit -> {
                  for (int i = 0; i < MANY; i++) {
                    recording.log("load", Integer.toString(i));
                  }
                  return true;
                });
    recording.finish();
    assertThat(contents(recording))
        .isEqualTo(IntStream.range(0, MANY).mapToObj(Integer::toString).toList());
  }

  @Test
  default void aWorkTransactionThatIsRolledBackKeepsItsEvidence() {
    Recording recording = record();
    assertThatThrownBy(
            () ->
                store()
                    .inUnit(
                        "contract",
                        unit -> {
                          recording.issue(i -> i.type("T").message("seen"));
                          recording.log("load", "seen");
                          throw new IllegalStateException("rolled back");
                        }))
        .isInstanceOf(IllegalStateException.class);
    recording.finish();
    assertThat(issues(recording)).hasSize(1);
    assertThat(contents(recording)).containsExactly("seen");
  }

  @Test
  default void whatIsRecordedInsideAUnitOfARunIsStoredWithIt() {
    BatchId id = populated(Prices.lines(3));
    Recording recording = record();
    List<Integer> seen = new ArrayList<>();
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  recording.log("row", Long.toString(row.sequence()));
                  seen.add(lines(recording).size());
                  return RowResult.applied();
                }));
    prices().execute(id);
    assertThat(contents(recording)).containsExactly("1", "2", "3");
    assertThat(seen).containsOnly(0);
    recording.finish();
  }

  @Test
  default void whatIsRecordedInsideAUnitOfARunThatIsRolledBackIsStoredAllTheSame() {
    BatchId id = populated(Prices.lines(3));
    Recording recording = record();
    handler()
        .executor(
            chunk ->
                chunk.inStore(
                    tx -> {
                      recording.log("row", "about to fail");
                      throw new IllegalStateException("rolled back");
                    }));
    assertThatThrownBy(() -> prices().execute(id)).isInstanceOf(HandlerFailed.class);
    recording.finish();
    assertThat(contents(recording)).contains("about to fail");
  }

  @Test
  default void whatIsRecordedAroundTheUnitsOfARunKeepsItsOrder() {
    BatchId id = newBatch();
    Recording recording = record();
    handler()
        .source(
            batch -> {
              for (int i = 0; i < 2_500; i++) {
                recording.log("row", Integer.toString(i));
                batch.add(Prices.line("A" + i, "Tea", "1"));
              }
            });
    prices().populate(id);
    recording.finish();
    assertThat(contents(recording))
        .isEqualTo(IntStream.range(0, 2_500).mapToObj(Integer::toString).toList());
  }

  @Test
  default void aTextThatIsLargerThanAUnitIsStoredToo() {
    Recording recording = record();
    String large = "x".repeat(5_000_000);
    recording.log("load", large);
    recording.log("load", "after");
    recording.finish();
    assertThat(contents(recording)).containsExactly(large, "after");
  }
}
