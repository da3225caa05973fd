package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Executions that stop early as they were asked beforehand: at a time, or after failures. */
interface StopLife extends LifeFixture {
  Instant SIX = Instant.parse("2026-05-04T06:00:00Z");

  @Test
  default void atItsTimeARunPausesAndTheBatchIsGoneOnWith() {
    ManualClock clock = ManualClock.at(SIX.minusSeconds(100));
    Batches<PriceLine, PriceRow> door = clocked(clock);
    BatchId id = newBatch();
    populate(id, Prices.lines(2_500));
    handler()
        .executorOf(
            batch ->
                chunk -> {
                  for (Row<PriceRow> row : chunk.rows()) {
                    if (row.sequence() == 1_300) {
                      clock.set(SIX);
                    }
                    if (batch.cancelled()) {
                      return;
                    }
                    chunk.verdict(row, RowResult.applied());
                  }
                });
    Run run = door.execute(id, options -> options.until(SIX));
    assertThat(run.outcome()).isEqualTo(RunOutcome.PAUSED);
    assertThat(run.done()).isEqualTo(1_299);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.KILLED);
    assertThat(batch(id).isResumable()).isTrue();
    assertThat(states(kit(), run)).containsExactly("ENTER(execute)", "INTERRUPTED(execute)");
    assertThat(door.execute(id).done()).isEqualTo(1_201);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  private Batches<PriceLine, PriceRow> clocked(ManualClock clock) {
    return another(options -> options.handler(handler()).clock(clock)).batches(Prices.TYPE);
  }

  @Test
  default void aPauseLetsCallsUnderWayEndAndBeginsNoOther() {
    ManualClock clock = ManualClock.at(SIX.minusSeconds(100));
    BatchId id = populated(Prices.lines(10));
    StubService service = new StubService();
    service.calling(
        (row, effect) -> {
          if (row.sequence() == 3) {
            clock.set(SIX.plusSeconds(1));
          }
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
          return effect.happen();
        });
    handler().executor(service.executor());
    Run run = clocked(clock).execute(id, options -> options.until(SIX));
    assertThat(run.outcome()).isEqualTo(RunOutcome.PAUSED);
    assertThat(rows(id))
        .extracting(Row::outcome)
        .startsWith(RowOutcome.APPLIED, RowOutcome.APPLIED, RowOutcome.APPLIED, null)
        .doesNotContain(RowOutcome.UNKNOWN);
    assertThat(service.calls()).isEqualTo(3);
  }

  @Test
  default void aRunThatBeginsAfterItsTimeLeavesTheBatchAsItWas() {
    ManualClock clock = ManualClock.at(SIX);
    BatchId id = populated(Prices.lines(3));
    assertThat(clocked(clock).execute(id, options -> options.until(SIX)).outcome())
        .isEqualTo(RunOutcome.PAUSED);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
  }

  @Test
  default void aRunWhoseTimeComesWithItsLastRowIsASuccess() {
    ManualClock clock = ManualClock.at(SIX.minusSeconds(100));
    BatchId id = populated(Prices.lines(3));
    StubService service = new StubService();
    service.calling(
        (row, effect) -> {
          clock.advance(Duration.ofSeconds(40));
          return effect.happen();
        });
    handler().executor(service.executor());
    assertThat(clocked(clock).execute(id, options -> options.until(SIX)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void aWaitForARetryEndsAtThePause() throws Exception {
    ManualClock clock = ManualClock.at(SIX.minusSeconds(100));
    BatchId id = populated(Prices.lines(2));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  clock.advance(Duration.ofSeconds(1));
                  return row.sequence() == 1
                      ? RowResult.retry(Duration.ofDays(1))
                      : RowResult.applied();
                }));
    Aside<Run> execution =
        Aside.run(() -> clocked(clock).execute(id, options -> options.until(SIX)));
    while (!Objects.equals(row(id, 2).outcome(), RowOutcome.APPLIED)) {
      Thread.onSpinWait();
    }
    clock.set(SIX);
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.PAUSED);
    assertThat(row(id, 1).outcome()).isEqualTo(RowOutcome.FAILED);
  }

  @Test
  default void aRunEndsAfterSoManyFailuresAndNoRowAfterThemIsTouched() {
    BatchId id = newBatch();
    populate(id, Prices.lines(500));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) ->
                    row.sequence() % 10 == 0 ? RowResult.failed("no") : RowResult.applied()));
    Run run = prices().execute(id, options -> options.stopAfterFailures(3).acceptFailures(99));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.done()).isEqualTo(30);
    assertThat(run.failed()).isEqualTo(3);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(rows(id)).filteredOn(row -> row.outcome() != null).hasSize(30);
    Run again = prices().execute(id, options -> options.acceptFailures(50));
    assertThat(again.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void aRunEndsAfterSoManyFailuresInARow() {
    BatchId id = newBatch();
    populate(id, Prices.lines(500));
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                boolean fails = row.sequence() % 2 == 0 || row.sequence() > 300;
                chunk.verdict(row, fails ? RowResult.failed("no") : RowResult.applied());
              }
            });
    Run run = prices().execute(id, options -> options.stopAfterFailuresInARow(3));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.done()).isEqualTo(302);
    assertThat(row(id, 303).outcome()).isNull();
  }

  @Test
  default void failuresOfCallsStopARunToo() {
    BatchId id = populated(Prices.lines(50));
    StubService service = new StubService();
    service.calling((row, effect) -> row.sequence() > 5 ? RowResult.failed("no") : effect.happen());
    handler().executor(service.executor());
    Run run = prices().execute(id, options -> options.stopAfterFailuresInARow(4));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.failed()).isEqualTo(4);
    assertThat(service.calls()).isEqualTo(9);
    Run wide = prices().execute(id, options -> options.stopAfterFailures(4).concurrency(3));
    assertThat(wide.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(wide.failed()).isBetween(4L, 6L);
    assertThat(rows(id)).extracting(Row::outcome).doesNotContain(RowOutcome.UNKNOWN);
    assertThat(service.faults()).isEmpty();
  }

  @Test
  default void aRowThatIsToBeTriedAgainHasNotFailedYet() {
    BatchId id = populated(Prices.lines(3));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) ->
                    row.outcome() == null
                        ? RowResult.retry(Duration.ofMillis(1))
                        : RowResult.applied()));
    assertThat(prices().execute(id, options -> options.stopAfterFailures(1)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void theLedgerNamesEveryOption() {
    ManualClock clock = ManualClock.at(SIX.minusSeconds(100));
    BatchId id = populated(Prices.lines(1));
    long version = batch(id).version();
    Run run =
        clocked(clock)
            .execute(
                id,
                options ->
                    options
                        .leaveOutErrors()
                        .acceptFailures(1)
                        .concurrency(2)
                        .retry(4)
                        .until(SIX)
                        .stopAfterFailures(5)
                        .stopAfterFailuresInARow(6)
                        .reviewed(version)
                        .forHandler(new PriceLine("a", null, null)));
    Json args = Json.write(kit().orchestration().session(run.id()).orElseThrow().args());
    assertThat(args.members())
        .containsAllEntriesOf(
            Map.of(
                "leaveOutErrors",
                true,
                "acceptFailures",
                1L,
                "concurrency",
                2L,
                "retry",
                4L,
                "until",
                "2026-05-04T06:00:00.000Z",
                "stopAfterFailures",
                5L,
                "stopAfterFailuresInARow",
                6L,
                "reviewed",
                version))
        .containsKey("options");
  }

  @Test
  default void optionsThatCannotBeAreRefusedByName() {
    List<UnaryOperator<ExecuteOptions>> wrong =
        List.of(
            options -> options.concurrency(0),
            options -> options.concurrency(ExecuteOptions.MOST_CONCURRENCY + 1),
            options -> options.retry(-1),
            options -> options.stopAfterFailures(0),
            options -> options.stopAfterFailuresInARow(0),
            options -> options.acceptFailures(-1));
    for (UnaryOperator<ExecuteOptions> options : wrong) {
      assertThatThrownBy(() -> options.apply(ExecuteOptions.DEFAULT))
          .isInstanceOf(InvalidValue.class);
    }
    ExecuteOptions changed = ExecuteOptions.DEFAULT.concurrency(2).retry(0);
    assertThat(changed.concurrency()).isEqualTo(2);
    assertThat(changed.retries()).isZero();
    assertThat(ExecuteOptions.DEFAULT.concurrency()).isEqualTo(1);
  }
}
