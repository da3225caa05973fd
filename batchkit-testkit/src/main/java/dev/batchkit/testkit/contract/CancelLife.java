package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.WrongState;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Runs are asked to stop: by a cancel, by an interrupt, by the end of their kit. */
interface CancelLife extends LifeFixture {
  @Test
  default void thereIsNothingToCancelWhereNoRunIs() {
    BatchId id = populated(Prices.lines(1));
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().cancel(id))
        .withMessageContainingAll(batch(id).name(), "no run")
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo("Pending"));
  }

  @Test
  default void aPopulateThatIsCancelledLeavesTheBatchAsItWas() {
    BatchId id = newBatch();
    Batch before = batch(id);
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_500)) {
                batch.add(line);
              }
              Run asked = prices().cancel(id);
              assertThat(asked.outcome()).isNull();
              assertThat(batch.cancelled()).isTrue();
            });
    Run run = prices().populate(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(states(kit(), run)).containsExactly("ENTER(populate)", "INTERRUPTED(populate)");
    Batch after = batch(id);
    assertThat(after.status()).isEqualTo(BatchStatus.PENDING);
    assertThat(after.rows().isEmpty()).isTrue();
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.populatedAt()).isNull();
    assertThat(after.activity()).isNull();
    assertThat(stored(store(), id)).isEmpty();
    assertThat(populate(id, Prices.lines(1)).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aRepopulateThatIsCancelledLeavesTheOldRows() {
    BatchId id = populated(Prices.lines(3));
    List<Row<PriceRow>> before = rows(id);
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_500)) {
                batch.add(line);
              }
              prices().cancel(id);
              batch.add(Prices.line("B", "too late", "1"));
            });
    assertThat(prices().repopulate(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(rows(id)).isEqualTo(before);
    assertThat(stored(store(), id)).hasSize(3);
  }

  @Test
  default void aRunIsCancelledFromAnotherOpenStore() {
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              batch.add(Prices.line("A1", "Tea", "1"));
              elsewhere.cancel(id);
              awaitCancel(batch);
            });
    assertThat(prices().populate(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(LifeFixture.lastRun(elsewhere, id).outcome()).isEqualTo(RunOutcome.KILLED);
  }

  @Test
  default void aCancelTakesEffectAtTheNextChunkAlsoWhereTheHandlerDoesNotAsk() {
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    BatchId id = newBatch();
    populate(id, Prices.lines(2_500));
    List<Integer> chunks = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied()));
              chunks.add(chunk.rows().size());
              if (chunks.size() == 1) {
                elsewhere.cancel(id);
              }
            });
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(chunks).hasSize(1);
    assertThat(rows(id))
        .filteredOn(row -> row.outcome() == RowOutcome.APPLIED)
        .hasSize(chunks.get(0));
  }

  @Test
  default void anExecutionThatIsCancelledIsKilledAndGoneOnWith() {
    BatchId id = newBatch();
    populate(id, Prices.lines(2_500));
    List<Long> applied = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                applied.add(row.sequence());
                chunk.verdict(row, RowResult.applied());
              }
              if (applied.size() > 100) {
                prices().cancel(id);
              }
            });
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(run.done()).isEqualTo(applied.size());
    assertThat(batch(id).status()).isEqualTo(BatchStatus.KILLED);
    assertThat(batch(id).isResumable()).isTrue();
    assertThat(batch(id).isFrozen()).isFalse();
    List<Long> handed = new ArrayList<>();
    handler()
        .executor(
            chunk ->
                chunk
                    .rows()
                    .forEach(
                        row -> {
                          handed.add(row.sequence());
                          chunk.verdict(row, RowResult.applied());
                        }));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(handed)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(applied.size() + 1, 2_500).boxed().toList());
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void rowsThatACancelledExecutorDidNotReachHaveNoOutcome() {
    BatchId id = populated(Prices.lines(10));
    handler()
        .executorOf(
            batch ->
                chunk -> {
                  for (Row<PriceRow> row : chunk.rows()) {
                    if (batch.cancelled()) {
                      return;
                    }
                    chunk.verdict(row, RowResult.applied());
                    if (row.sequence() == 4) {
                      prices().cancel(id);
                    }
                  }
                });
    Run run = prices().execute(id, options -> options.acceptFailures(100));
    assertThat(run.outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(run.failed()).isZero();
    assertThat(batch(id).isFrozen()).isFalse();
    assertThat(rows(id))
        .extracting(Row::outcome)
        .containsExactly(
            RowOutcome.APPLIED,
            RowOutcome.APPLIED,
            RowOutcome.APPLIED,
            RowOutcome.APPLIED,
            null,
            null,
            null,
            null,
            null,
            null);
  }

  @Test
  default void aRefreshThatIsCancelledIsStillOwed() {
    BatchId id = populated(Prices.lines(3));
    handler()
        .refresher(
            (in, row) -> {
              if (row.sequence() == 2) {
                prices().cancel(id);
              }
              return new PriceRow(in.sku(), null, null, null);
            });
    assertThat(prices().refresh(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch(id).needsRefresh()).isTrue();
    assertThat(prices().preview(id).isExecutable()).isFalse();
  }

  @Test
  default void anInterruptEndsARunOfEveryKindAsKilled() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              batch.add(Prices.line("A1", "Tea", "1"));
              throw new InterruptedException();
            });
    assertThat(prices().populate(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(Thread.interrupted()).as("the thread is interrupted").isTrue();
    handler()
        .refresher(
            (in, row) -> {
              throw new InterruptedException();
            });
    assertThat(populate(id, Prices.lines(1)).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(Thread.interrupted()).as("the thread is interrupted").isTrue();
    handler().refresher(Prices.refresher(java.util.Map.of()));
    populate(id, Prices.lines(1));
    handler()
        .refresher(
            (in, row) -> {
              throw new InterruptedException();
            });
    assertThat(prices().refresh(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(Thread.interrupted()).as("the thread is interrupted").isTrue();
    handler().refresher(Prices.refresher(java.util.Map.of()));
    prices().refresh(id);
    handler()
        .executor(
            chunk -> {
              throw new InterruptedException();
            });
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(Thread.interrupted()).as("the thread is interrupted").isTrue();
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  throw new InterruptedException();
                }));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(Thread.interrupted()).as("the thread is interrupted").isTrue();
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void anExecutorThatHangsIsFreedByAnInterruptOfItsThread() throws Exception {
    BatchId id = populated(Prices.lines(3));
    CountDownLatch hangs = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              hangs.countDown();
              new CountDownLatch(1).await();
            });
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(hangs);
    execution.interrupt();
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.KILLED);
  }

  @Test
  default void anExecutorThatHangsUntilItIsCancelledIsFreedByACancel() throws Exception {
    BatchId id = populated(Prices.lines(3));
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    CountDownLatch hangs = new CountDownLatch(1);
    handler()
        .executorOf(
            batch ->
                chunk -> {
                  hangs.countDown();
                  awaitCancel(batch);
                });
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(hangs);
    elsewhere.cancel(id);
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
  }

  @Test
  default void closingAKitStopsItsRuns() throws Exception {
    BatchKit closing = another();
    BatchId id = populated(Prices.lines(3));
    CountDownLatch hangs = new CountDownLatch(1);
    AtomicBoolean told = new AtomicBoolean();
    handler()
        .executorOf(
            batch ->
                chunk -> {
                  hangs.countDown();
                  awaitCancel(batch);
                  told.set(true);
                });
    Aside<Run> execution = Aside.run(() -> closing.batches(Prices.TYPE).execute(id));
    Aside.await(hangs);
    closing.close();
    assertThat(told).isTrue();
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.KILLED);
    closing.close();
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  /** Waits, without a pause, until the run is asked to stop. */
  static void awaitCancel(BatchView batch) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!batch.cancelled()) {
      assertThat(System.nanoTime()).as("the cancel has come by").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
