package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Rows whose handler asks to try them again: FAILED meanwhile, and tried in the same run. */
interface RetryLife extends LifeFixture {
  Duration SOON = Duration.ofMillis(20);

  @Test
  default void aRowIsTriedAgainAfterItsTimeAndFailedMeanwhile() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_200));
    Map<Long, Long> asked = new HashMap<>();
    List<RowOutcome> meanwhile = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                Long before = asked.putIfAbsent(row.sequence(), System.nanoTime());
                if (row.sequence() % 500 != 7) {
                  chunk.verdict(row, RowResult.applied());
                } else if (before == null) {
                  chunk.verdict(row, RowResult.retry(SOON, "busy"));
                } else {
                  assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(SOON.toNanos());
                  meanwhile.add(row.outcome());
                  assertThat(row(id, row.sequence()).outcome()).isEqualTo(RowOutcome.FAILED);
                  chunk.verdict(row, RowResult.applied(Json.of("{\"again\":true}")));
                }
              }
            });
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(1_200);
    assertThat(run.failed()).isZero();
    assertThat(run.issues()).isEqualTo(3);
    assertThat(meanwhile).hasSize(3).containsOnly(RowOutcome.FAILED);
    assertThat(row(id, 507).outcomeDetail()).isEqualTo(Json.of("{\"again\":true}"));
    assertSealed(id);
  }

  private void assertSealed(BatchId id) {
    assertThat(batch(id).status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(prices().verify(id).intact()).isTrue();
    assertThat(lastRun(id).total()).isEqualTo(lastRun(id).done());
  }

  @Test
  default void externalRowsAreSettledBeforeTheyAreTriedAgain() {
    BatchId id = populated(Prices.lines(30));
    Map<Long, Integer> calls = new ConcurrentHashMap<>();
    StubService service = new StubService();
    service.calling(
        (row, effect) ->
            row.sequence() % 3 == 0 && calls.merge(row.sequence(), 1, Integer::sum) < 3
                ? RowResult.retry(SOON)
                : effect.happen());
    handler().executor(service.executor());
    Run run = prices().execute(id, options -> options.concurrency(4));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(30);
    assertThat(service.calls()).isEqualTo(50);
    assertThat(service.settles()).hasSize(20);
    assertThat(service.faults()).isEmpty();
    assertSealed(id);
  }

  @Test
  default void aRowIsTriedAgainNoMoreThanTheOptionsLet() {
    BatchId id = populated(Prices.lines(3));
    Map<Long, Integer> tried = new HashMap<>();
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  tried.merge(row.sequence(), 1, Integer::sum);
                  return row.sequence() == 2
                      ? RowResult.retry(Duration.ofMillis(1), "still busy")
                      : RowResult.applied();
                }));
    Run run = prices().execute(id, options -> options.retry(2));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.failed()).isEqualTo(1);
    assertThat(run.done()).isEqualTo(3);
    assertThat(tried).isEqualTo(Map.of(1L, 1, 2L, 3, 3L, 1));
    assertThat(ExecuteLife.reason(row(id, 2))).isEqualTo("still busy");
    assertThat(prices().execute(id, options -> options.retry(0)).failed()).isEqualTo(1);
    assertThat(tried).containsEntry(2L, 4);
    assertThat(prices().execute(id).failed()).isEqualTo(1);
    assertThat(tried).containsEntry(2L, 8);
    assertThat(prices().execute(id, options -> options.retry(0).acceptFailures(1)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertSealed(id);
  }

  @Test
  default void moreRowsMayWaitThanThereIsRoomFor() {
    BatchId id = newBatch();
    populate(id, Prices.lines(2_700));
    Map<Long, Integer> tried = new HashMap<>();
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                chunk.verdict(
                    row,
                    tried.merge(row.sequence(), 1, Integer::sum) == 1
                        ? RowResult.retry(Duration.ofMillis(1))
                        : RowResult.applied());
              }
            });
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(2_700);
    assertThat(tried).hasSize(2_700).allSatisfy((row, times) -> assertThat(times).isEqualTo(2));
    assertSealed(id);
  }

  @Test
  default void aRunThatWaitsIsCancelledAndTheRowTriedInTheNext() throws Exception {
    BatchId id = populated(Prices.lines(3));
    CountDownLatch waits = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                chunk.verdict(
                    row,
                    row.sequence() == 1
                        ? RowResult.retry(Duration.ofDays(100_000))
                        : RowResult.applied());
              }
              waits.countDown();
            });
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(waits);
    prices().cancel(id);
    Run run = execution.get();
    assertThat(run.outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.KILLED);
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertSealed(id);
  }

  @Test
  default void aRowThatWasUnknownMayBeTriedAgainToo() {
    BatchId id = populated(Prices.lines(5));
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  throw new java.io.IOException("down");
                })
            .settling(
                (row, effect) -> {
                  throw new java.io.IOException("down");
                });
    handler().executor(service.executor());
    assertThat(prices().execute(id, options -> options.concurrency(2)).outcome())
        .isEqualTo(RunOutcome.FAILED);
    Map<Long, Integer> calls = new ConcurrentHashMap<>();
    service
        .settling((row, effect) -> effect.asItWas())
        .calling(
            (row, effect) ->
                calls.merge(row.sequence(), 1, Integer::sum) == 1
                    ? RowResult.retry(Duration.ofMillis(1))
                    : effect.happen());
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(5);
    assertThat(calls).hasSize(5).allSatisfy((row, times) -> assertThat(times).isEqualTo(2));
    assertThat(service.faults()).isEmpty();
    assertSealed(id);
  }

  @Test
  default void aVerdictIsRefusedThatCannotBe() {
    assertThatThrownBy(() -> RowResult.retry(Duration.ZERO)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> RowResult.retry(Duration.ofMillis(-1)))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new RowResult(RowOutcome.UNKNOWN, null))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new RowResult(RowOutcome.APPLIED, null, SOON))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  default void aVerdictOfNotDoneFailsARowThatIsNotSettled() {
    BatchId id = populated(Prices.lines(2));
    handler()
        .executor(
            chunk -> {
              chunk.verdict(chunk.rows().get(0), RowResult.notDone());
              chunk.external(
                  chunk.rows().get(1), new StubService().calling((r, e) -> RowResult.notDone()));
            });
    Run run = prices().execute(id);
    assertThat(run.failed()).isEqualTo(2);
    assertThat(rows(id)).extracting(Row::outcome).containsOnly(RowOutcome.FAILED);
  }
}
