package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.ClaimLost;
import dev.batchkit.error.WrongState;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A batch is taken from a run that hangs: what that run does after it, it does in vain. */
interface TakeOverLife extends LifeFixture {
  @Test
  default void thereIsNothingToTakeOverWhereNoRunIs() {
    BatchId id = populated(Prices.lines(1));
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().takeOver(id))
        .withMessageContainingAll(batch(id).name(), "no run");
  }

  @Test
  default void aRunThatLostItsBatchWritesNothingMore() throws Exception {
    BatchId id = populated(Prices.lines(3));
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              hangs.countDown();
              Aside.await(goOn);
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.failed("from the dead")));
            });
    Aside<Run> hung = Aside.run(() -> prices().execute(id));
    Aside.await(hangs);
    Run taken = elsewhere.takeOver(id);
    assertThat(taken.outcome()).isEqualTo(RunOutcome.INTERRUPTED);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    assertThat(elsewhere.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    Batch frozen = batch(id);
    goOn.countDown();
    assertThatThrownBy(hung::get)
        .isInstanceOfSatisfying(
            ClaimLost.class,
            lost -> {
              assertThat(lost.batchId()).isEqualTo(id.value());
              assertThat(lost.runId()).isEqualTo(taken.id());
              assertThat(lost).hasMessageContaining(frozen.name());
            });
    assertThat(batch(id)).isEqualTo(frozen);
    assertThat(rows(id)).extracting(Row::outcome).containsOnly(RowOutcome.APPLIED);
    assertThat(outcomes(id))
        .containsExactly(RunOutcome.SUCCESS, RunOutcome.INTERRUPTED, RunOutcome.SUCCESS);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void aPopulateThatLostItsBatchShowsNoRow() throws Exception {
    BatchId id = newBatch();
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_500)) {
                batch.add(line);
              }
              hangs.countDown();
              Aside.await(goOn);
              for (int i = 0; i < 1_500; i++) {
                batch.add(Prices.line("B" + i, "from the dead", "1"));
              }
            });
    Aside<Run> hung = Aside.run(() -> prices().populate(id));
    Aside.await(hangs);
    prices().takeOver(id);
    handler().rows(Prices.lines(5));
    prices().populate(id);
    List<Row<PriceRow>> before = rows(id);
    goOn.countDown();
    assertThatThrownBy(hung::get).isInstanceOf(ClaimLost.class);
    assertThat(rows(id)).isEqualTo(before).hasSize(5);
    assertThat(stored(store(), id)).hasSize(5);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
  }

  @Test
  default void aRefreshThatLostItsBatchChangesNoRow() throws Exception {
    BatchId id = populated(Prices.lines(3));
    List<Row<PriceRow>> before = rows(id);
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .refresher(
            (in, row) -> {
              hangs.countDown();
              Aside.await(goOn);
              return new PriceRow("from the dead", null, null, null);
            });
    Aside<Run> hung = Aside.run(() -> prices().refresh(id));
    Aside.await(hangs);
    prices().takeOver(id);
    goOn.countDown();
    assertThatThrownBy(hung::get).isInstanceOf(ClaimLost.class);
    assertThat(rows(id)).isEqualTo(before);
    assertThat(batch(id).needsRefresh()).isTrue();
    handler().refresher(Prices.refresher(java.util.Map.of()));
    prices().refresh(id);
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }
}
