package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.WrongState;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a person decides on a batch that did not succeed: settled, discarded, or opened again. */
interface EndLife extends LifeFixture {
  /** A batch whose rows are APPLIED, SKIPPED, FAILED, UNKNOWN and without outcome. */
  private BatchId unfinished() {
    BatchId id = populated(Prices.lines(5));
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  if (row.sequence() == 3) {
                    return RowResult.failed("no");
                  }
                  if (row.sequence() == 4) {
                    throw new IOException("down");
                  }
                  return row.sequence() == 2 ? RowResult.skipped("gone") : effect.happen();
                })
            .settling(
                (row, effect) -> {
                  throw new IOException("down");
                });
    handler().executor(service.executor());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(rows(id))
        .extracting(Row::outcome)
        .containsExactly(
            RowOutcome.APPLIED, RowOutcome.SKIPPED, RowOutcome.FAILED, RowOutcome.UNKNOWN, null);
    return id;
  }

  @Test
  default void whatIsLeftIsSettledAndTheBatchIsASuccess() {
    BatchId id = unfinished();
    handler()
        .executorOf(
            batch -> {
              throw new IOException("the handler is not asked");
            });
    Run run = prices().settle(id, "OPS-1234");
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.activity()).isEqualTo(Activity.EXECUTE);
    assertThat(run.attempt()).isEqualTo(2);
    assertThat(run.skipped()).isEqualTo(3);
    assertThat(rows(id))
        .extracting(Row::outcome)
        .containsExactly(
            RowOutcome.APPLIED,
            RowOutcome.SKIPPED,
            RowOutcome.SKIPPED,
            RowOutcome.SKIPPED,
            RowOutcome.SKIPPED);
    assertThat(ExecuteLife.reason(row(id, 2))).isEqualTo("gone");
    assertThat(ExecuteLife.reason(row(id, 4))).isEqualTo("OPS-1234");
    Batch batch = batch(id);
    assertThat(batch.status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(batch.isFrozen()).isTrue();
    assertThat(batch.executedAt()).isNotNull();
    assertThat(batch.result())
        .isEqualTo(Json.of("{\"applied\":1,\"skipped\":4,\"failed\":0,\"reason\":\"OPS-1234\"}"));
    assertThat(prices().verify(id).intact()).isTrue();
    assertReason(run, "OPS-1234");
  }

  private void assertReason(Run run, String reason) {
    assertThat(Json.write(kit().orchestration().session(run.id()).orElseThrow().args()).members())
        .containsEntry("reason", reason);
  }

  @Test
  default void errorRowsAndManyPagesAreSettledToo() {
    BatchId id = newBatch();
    PriceLine[] lines = Prices.lines(2_300);
    lines[1_500] = Prices.line("B", "Tea", "x");
    lines[1_501] = Prices.line("C", "gone", "1");
    populate(id, lines);
    handler()
        .executor(
            chunk -> {
              throw new IOException("down");
            });
    assertThatThrownBy(() -> prices().execute(id, options -> options.leaveOutErrors())).isNotNull();
    assertThat(prices().settle(id, "never mind").outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id)).allMatch(row -> row.outcome() == RowOutcome.SKIPPED);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void onlyABatchThatWasExecutedIsSettled() {
    BatchId id = populated(Prices.lines(1));
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().settle(id, "why not"))
        .withMessageContainingAll(batch(id).name(), "Failed", "Killed");
    assertThatExceptionOfType(WrongState.class).isThrownBy(() -> prices().reopen(id));
    prices().execute(id);
    assertThatExceptionOfType(BatchFrozen.class).isThrownBy(() -> prices().settle(id, "late"));
    assertThatExceptionOfType(BatchFrozen.class).isThrownBy(() -> prices().discard(id, "late"));
    assertThatExceptionOfType(BatchFrozen.class).isThrownBy(() -> prices().reopen(id));
    assertThat(prices().runs(id)).hasSize(2);
  }

  @Test
  default void aReasonMustSaySomething() {
    BatchId id = unfinished();
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> prices().settle(id, " "));
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> prices().discard(id, ""));
    assertThat(prices().runs(id)).hasSize(2);
  }

  @Test
  default void aBatchThatAPersonSettlesWhileItRunsIsBusy() throws Exception {
    BatchId id = populated(Prices.lines(1));
    CountDownLatch runs = new CountDownLatch(1);
    handler()
        .executorOf(
            batch ->
                chunk -> {
                  runs.countDown();
                  CancelLife.awaitCancel(batch);
                });
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(runs);
    assertThatExceptionOfType(BatchBusy.class).isThrownBy(() -> prices().settle(id, "now"));
    assertThatExceptionOfType(BatchBusy.class).isThrownBy(() -> prices().discard(id, "now"));
    assertThatExceptionOfType(BatchBusy.class).isThrownBy(() -> prices().reopen(id));
    prices().cancel(id);
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.KILLED);
  }

  @Test
  default void aDiscardedBatchIsKilledFrozenAndSealedAsItIs() {
    BatchId pending = newBatch();
    populate(pending, Prices.lines(1_500));
    BatchId failed = unfinished();
    BatchId empty = newBatch();
    for (BatchId id : List.of(pending, failed, empty)) {
      List<Row<PriceRow>> before = rows(id);
      Run run = prices().discard(id, "a mistake");
      assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
      assertThat(run.activity()).isEqualTo(Activity.DISCARD);
      assertThat(run.done()).isEqualTo(before.size());
      assertThat(states(kit(), run)).containsExactly("ENTER(discard)", "EXIT(discard)");
      assertThat(rows(id)).isEqualTo(before);
      Batch batch = batch(id);
      assertThat(batch.status()).isEqualTo(BatchStatus.KILLED);
      assertThat(batch.isFrozen()).isTrue();
      assertThat(batch.executedAt()).isNull();
      assertThat(batch.result()).isEqualTo(Json.of("{\"reason\":\"a mistake\"}"));
      assertThat(prices().verify(id).intact()).isTrue();
      assertReason(run, "a mistake");
      assertThatExceptionOfType(BatchFrozen.class)
          .isThrownBy(() -> prices().execute(id))
          .withMessageContaining("discarded");
    }
  }

  @Test
  default void aDiscardThatIsInterruptedLeavesTheBatchAsItWas() {
    BatchId pending = populated(Prices.lines(3));
    BatchId failed = unfinished();
    Batch before = batch(failed);
    Thread.currentThread().interrupt();
    assertThat(prices().discard(pending, "no").outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(prices().discard(failed, "no").outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(Thread.interrupted()).as("the thread is interrupted").isTrue();
    assertThat(batch(pending).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch(failed).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(batch(failed).version()).isEqualTo(before.version());
    assertThat(batch(failed).isFrozen()).isFalse();
  }

  @Test
  default void aReopenedBatchIsPendingAndDoneRowsAreLocked() {
    BatchId id = unfinished();
    Batch before = batch(id);
    Batch reopened = prices().reopen(id);
    assertThat(reopened).isEqualTo(batch(id));
    assertThat(reopened.status()).isEqualTo(BatchStatus.PENDING);
    assertThat(reopened.isComplete()).isFalse();
    assertThat(reopened.version()).isEqualTo(before.version());
    List<Row<PriceRow>> rows = rows(id);
    handler().refresher((in, row) -> new PriceRow(in.sku(), "new", null, null));
    prices().refresh(id);
    assertThat(rows(id).subList(0, 1)).isEqualTo(rows.subList(0, 1));
    assertThat(rows(id).subList(3, 4)).isEqualTo(rows.subList(3, 4));
    assertThat(row(id, 3).value().name()).isEqualTo("new");
    assertThat(row(id, 3).outcome()).isNull();
    assertThat(row(id, 5).value().name()).isEqualTo("new");
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().repopulate(id))
        .withMessageContainingAll(reopened.name(), "applied");
    StubService service = new StubService();
    handler().executor(service.executor());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.settles()).containsExactlyInAnyOrder(4L, 2L, 3L, 5L);
    assertThat(service.faults()).isEmpty();
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void aReopenedBatchOfWhichNothingWasDoneIsFilledAnew() {
    BatchId id = populated(Prices.lines(3));
    handler()
        .executor(
            chunk -> {
              throw new IOException("down");
            });
    assertThatThrownBy(() -> prices().execute(id)).isNotNull();
    prices().reopen(id);
    handler().rows(Prices.lines(2));
    assertThat(prices().repopulate(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id)).hasSize(2);
  }

  @Test
  default void theRunOfADeadKitIsNoObstacleToReopening() {
    BatchId id = populated(Prices.lines(3));
    BatchKit next = another();
    handler()
        .executor(
            chunk -> {
              crash(store());
            });
    assertThatThrownBy(() -> prices().execute(id)).isNotNull();
    Batches<PriceLine, PriceRow> door = next.batches(Prices.TYPE);
    assertThat(door.reopen(id).status()).isEqualTo(BatchStatus.PENDING);
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    assertThat(door.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }
}
