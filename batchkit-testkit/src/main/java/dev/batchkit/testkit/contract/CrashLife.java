package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The process dies in the middle of a run: the next open goes on at once. */
interface CrashLife extends LifeFixture {
  @Test
  default void aPopulateThatDiesLeavesNothingToBeSeen() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_500)) {
                batch.add(line);
              }
              crash(store());
            });
    assertThatThrownBy(() -> prices().populate(id)).isNotNull();
    BatchKit next = another();
    Batches<PriceLine, PriceRow> door = next.batches(Prices.TYPE);
    assertInterrupted(next, id, "populate");
    assertThat(door.get(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(door.get(id).rows().isEmpty()).isTrue();
    assertThat(LifeFixture.rows(door, id)).isEmpty();
    handler().rows(Prices.lines(3));
    assertThat(door.populate(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(LifeFixture.rows(door, id))
        .hasSize(3)
        .extracting(Row::sequence)
        .allMatch(sequence -> sequence > 1_000);
    assertThat(door.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void rowsOfAPopulateThatDiedAreRemoved() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(2_500)) {
                batch.add(line);
              }
              crash(store());
            });
    assertThatThrownBy(() -> prices().populate(id)).isNotNull();
    Store next = reopen(store());
    BatchKit unused = openKit(next, options -> options.handler(handler()));
    assertThat(stored(next, id)).isEmpty();
  }

  @Test
  default void aRepopulateThatDiesLeavesTheOldRows() {
    BatchId id = populated(Prices.lines(3));
    List<Row<PriceRow>> before = rows(id);
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_500)) {
                batch.add(line);
              }
              crash(store());
            });
    assertThatThrownBy(() -> prices().repopulate(id)).isNotNull();
    BatchKit next = another();
    assertThat(LifeFixture.rows(next.batches(Prices.TYPE), id)).isEqualTo(before);
    assertInterrupted(next, id, "populate");
    assertThat(next.batches(Prices.TYPE).execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aRefreshThatDiesIsStillOwed() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_500));
    handler()
        .refresher(
            (in, row) -> {
              if (row.sequence() == 1_400) {
                crash(store());
              }
              return new PriceRow(in.sku(), "changed", null, null);
            });
    assertThatThrownBy(() -> prices().refresh(id)).isNotNull();
    BatchKit next = another();
    Batches<PriceLine, PriceRow> door = next.batches(Prices.TYPE);
    assertInterrupted(next, id, "refresh");
    assertThat(door.get(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(door.get(id).needsRefresh()).isTrue();
    assertThat(door.preview(id).isExecutable()).isFalse();
    handler().refresher(Prices.refresher(Map.of()));
    door.refresh(id);
    assertThat(LifeFixture.rows(door, id))
        .allMatch(row -> ("Article " + row.sequence()).equals(row.value().name()));
    assertThat(door.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void anExecutionThatDiesBetweenChunksIsGoneOnWith() {
    BatchId id = newBatch();
    populate(id, Prices.lines(2_500));
    List<Long> committed = new ArrayList<>();
    List<Long> handed = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              committed.addAll(handed);
              handed.clear();
              if (committed.size() > 100) {
                crash(store());
              }
              applyAll(chunk, handed);
            });
    assertThatThrownBy(() -> prices().execute(id)).isNotNull();
    assertGoesOn(id, committed);
  }

  @Test
  default void anExecutionThatDiesInItsTransactionIsGoneOnWith() {
    BatchId id = newBatch();
    populate(id, Prices.lines(2_500));
    List<Long> committed = new ArrayList<>();
    List<Long> handed = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              committed.addAll(handed);
              handed.clear();
              for (Row<PriceRow> row : chunk.rows()) {
                handed.add(row.sequence());
                chunk.inStore(
                    row,
                    (one, tx) -> {
                      if (one.sequence() == 1_400) {
                        crash(store());
                      }
                      return RowResult.applied();
                    });
              }
            });
    assertThatThrownBy(() -> prices().execute(id)).isNotNull();
    assertGoesOn(id, committed);
  }

  /** After a crash: what was committed is applied, and the rest is handed out, once. */
  private void assertGoesOn(BatchId id, List<Long> committed) {
    BatchKit next = another();
    Batches<PriceLine, PriceRow> door = next.batches(Prices.TYPE);
    assertInterrupted(next, id, "execute");
    Batch batch = door.get(id);
    assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
    assertThat(batch.isResumable()).isTrue();
    assertThat(committed).isNotEmpty();
    assertThat(LifeFixture.rows(door, id))
        .filteredOn(row -> row.outcome() == RowOutcome.APPLIED)
        .extracting(Row::sequence)
        .isEqualTo(committed);
    assertThat(LifeFixture.lastRun(door, id).done()).isEqualTo(committed.size());
    List<Long> again = new ArrayList<>();
    handler().executor(chunk -> applyAll(chunk, again));
    Run run = door.execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.attempt()).isEqualTo(2);
    assertThat(again)
        .isEqualTo(LongStream.rangeClosed(committed.size() + 1, 2_500).boxed().toList());
    assertThat(LifeFixture.rows(door, id)).allMatch(row -> row.outcome() == RowOutcome.APPLIED);
    assertThat(door.verify(id).intact()).isTrue();
  }

  private static void applyAll(dev.batchkit.spi.Chunk<PriceRow> chunk, List<Long> handed) {
    for (Row<PriceRow> row : chunk.rows()) {
      handed.add(row.sequence());
      chunk.verdict(row, RowResult.applied());
    }
  }

  @Test
  default void aDeadRunIsRecoveredByTheFirstThatAsksForItsBatch() {
    BatchId id = populated(Prices.lines(3));
    Store doomed = reopen(store());
    BatchKit doomedKit = openKit(doomed, options -> options.handler(handler()));
    handler()
        .executor(
            chunk -> {
              crash(doomed);
            });
    assertThatThrownBy(() -> doomedKit.batches(Prices.TYPE).execute(id)).isNotNull();
    assertThat(batch(id).status()).isEqualTo(BatchStatus.RUNNING);
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(outcomes(id))
        .containsExactly(RunOutcome.SUCCESS, RunOutcome.INTERRUPTED, RunOutcome.SUCCESS);
    assertThat(kit().recover()).isEmpty();
  }

  @Test
  default void recoverTellsWhatItEndedAlsoWithoutTheHandler() {
    BatchKit bare = another(options -> options);
    BatchId id = populated(Prices.lines(3));
    handler()
        .executor(
            chunk -> {
              crash(store());
            });
    assertThatThrownBy(() -> prices().execute(id)).isNotNull();
    List<Run> ended = bare.recover();
    assertThat(ended)
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.batchId()).isEqualTo(id);
              assertThat(run.outcome()).isEqualTo(RunOutcome.INTERRUPTED);
            });
    assertThat(bare.recover()).isEmpty();
    assertThat(bare.batches().runs(id)).endsWith(ended.get(0));
  }

  /** The last run is closed as one that was interrupted, and so is its session. */
  private static void assertInterrupted(BatchKit kit, BatchId id, String activity) {
    Run run = LifeFixture.lastRun(kit.batches(), id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.INTERRUPTED);
    assertThat(run.activity().word()).isEqualTo(activity);
    OrchestrationSession session = kit.orchestration().session(run.id()).orElseThrow();
    assertThat(session.finishedAt()).isNotNull();
    assertThat(session.diagnostics()).isNotNull();
    assertThat(session.diagnosticsMarkdown()).contains("INTERRUPTED");
    List<StateTransition> states = kit.orchestration().states(run.id(), null, 1_000);
    assertThat(states)
        .filteredOn(state -> state.entryId() == null)
        .extracting(StateTransition::from, StateTransition::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("NONE", "ENTER(" + activity + ")"),
            org.assertj.core.groups.Tuple.tuple(
                "ENTER(" + activity + ")", "INTERRUPTED(" + activity + ")"));
  }
}
