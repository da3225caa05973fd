package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Prepared rows that fail, and runs that end by it. */
interface PreparedFailureLife extends PreparedFixture {
  @Test
  default void whatThrowsFailsItsRowAndNoOther() {
    BatchId id = populated(Prices.lines(8));
    StubMeasure measure =
        new StubMeasure()
            .parts(1)
            .measuring(row -> failAt(2, row, "measure"))
            .asking(row -> failAt(3, row, "question"))
            .writingPart(row -> failAt(4, row, "part"))
            .writing(
                row -> {
                  failAt(5, row, "write");
                  return row == 6 ? RowResult.skipped("not wanted") : RowResult.applied();
                })
            .closing(row -> failAt(7, row, "close"));
    handler()
        .executor(RowExecutor.prepared(row -> row.sequence() == 8 ? none() : measure.prepare(row)));
    Run run = prices().execute(id, options -> options.concurrency(3));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.done()).isEqualTo(8);
    assertThat(run.failed()).isEqualTo(5);
    assertThat(run.skipped()).isEqualTo(1);
    assertThat(run.issues()).isEqualTo(5);
    assertThat(rows(id))
        .extracting(row -> row.outcome() == RowOutcome.FAILED ? ExecuteLife.reason(row) : "")
        .satisfiesExactly(
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).endsWith("no measure"),
            text -> assertThat(text).endsWith("no question"),
            text -> assertThat(text).endsWith("no part"),
            text -> assertThat(text).endsWith("no write"),
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).contains("gave no work"));
    assertThat(measure.faults()).isEmpty();
    StubMeasure mended = new StubMeasure().parts(1);
    handler().executor(mended.executor());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(mended.begun()).containsExactly(2L, 3L, 4L, 5L, 8L);
    assertSealed(id, mended);
  }

  private static void failAt(long bad, long row, String what) throws IOException {
    if (row == bad) {
      throw new IOException("no " + what);
    }
  }

  @SuppressWarnings("NullAway") // a handler may be written without null checks
  private static PreparedWork<PriceRow> none() {
    return null;
  }

  @Test
  default void failuresOfPreparedRowsStopARun() {
    BatchId id = populated(Prices.lines(50));
    StubMeasure measure =
        new StubMeasure().writing(row -> row > 5 ? RowResult.failed("no") : RowResult.applied());
    handler().executor(measure.executor());
    Run run = prices().execute(id, options -> options.stopAfterFailuresInARow(4));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.failed()).isEqualTo(4);
    assertThat(measure.begun()).hasSize(9);
    Run wide = prices().execute(id, options -> options.stopAfterFailures(4).concurrency(3));
    assertThat(wide.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(wide.failed()).isBetween(4L, 6L);
    assertThat(measure.faults()).isEmpty();
  }

  @Test
  default void aFailureThatStopsARunDoesSoAtItsLastRowToo() {
    BatchId id = populated(Prices.lines(3));
    StubMeasure measure =
        new StubMeasure().writing(row -> row == 3 ? RowResult.failed("no") : RowResult.applied());
    handler().executor(measure.executor());
    assertThat(
            prices()
                .execute(id, options -> options.stopAfterFailures(1).acceptFailures(1))
                .outcome())
        .isEqualTo(RunOutcome.FAILED);
    assertGoesOn(prices(), id, List.of(3L));
  }

  @Test
  default void anErrorInAPreparationEndsTheRunAndTheOthersUnderWayAreWritten() {
    BatchId id = populated(Prices.lines(10));
    CountDownLatch thrown = new CountDownLatch(1);
    StubMeasure measure = new StubMeasure();
    measure.measuring(
        row -> {
          if (row == 1) {
            thrown.countDown();
            throw new AssertionError("broken");
          }
          Aside.await(thrown);
        });
    handler().executor(measure.executor());
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id, options -> options.concurrency(2)))
        .withCauseInstanceOf(AssertionError.class);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(row(id, 1).outcome()).isNull();
    assertThat(row(id, 2).outcome()).isEqualTo(RowOutcome.APPLIED);
    assertThat(measure.faults()).isEmpty();
    assertGoesOn(prices(), id, open(id));
  }

  @Test
  default void anErrorWhileOneIsWrittenEndsTheRunAndAllAreClosed() {
    BatchId id = populated(Prices.lines(10));
    StubMeasure measure =
        new StubMeasure()
            .writing(
                row -> {
                  if (row == 4) {
                    throw new AssertionError("broken");
                  }
                  return RowResult.applied();
                });
    handler().executor(measure.executor());
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id, options -> options.concurrency(3)));
    assertThat(measure.faults()).isEmpty();
    assertThat(row(id, 4).outcome()).isNull();
    assertGoesOn(prices(), id, open(id));
  }

  @Test
  default void aUnitThatTheStoreRefusesEndsTheRunAndAllAreClosed() {
    for (String step : List.of("execute.ahead", "execute.chunk")) {
      FaultyStore faulty = new FaultyStore(reopen(store()));
      BatchKit kit = openKit(faulty.store(), options -> options.handler(handler()));
      BatchId id = newBatch();
      populate(id, Prices.lines(10));
      StoreFailed refused = new StoreFailed("no room", "FULL", null);
      StubMeasure measure = new StubMeasure().parts(1);
      measure.measuring(
          row -> {
            if (row == 5) {
              faulty.fail(step, refused, false);
            }
          });
      handler().executor(measure.executor());
      assertThatThrownBy(
              () -> kit.batches(Prices.TYPE).execute(id, options -> options.concurrency(3)))
          .isSameAs(refused);
      assertThat(measure.faults()).isEmpty();
      assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
      assertGoesOn(prices(), id, open(id));
    }
  }

  @Test
  default void whatMayHaveBeenWrittenIsPreparedAgainOnlyIfItWasNot() {
    for (boolean isCommitted : List.of(true, false)) {
      FaultyStore faulty = new FaultyStore(reopen(store()));
      BatchKit kit = openKit(faulty.store(), options -> options.handler(handler()));
      BatchId id = newBatch();
      populate(id, Prices.lines(3));
      OutcomeUnknown unknown =
          new OutcomeUnknown("nobody knows", "execute.chunk", new IOException("cut off"));
      StubMeasure measure = new StubMeasure();
      measure.measuring(
          row -> {
            if (row == 2) {
              faulty.fail("execute.chunk", unknown, isCommitted);
            }
          });
      handler().executor(measure.executor());
      assertThatThrownBy(() -> kit.batches(Prices.TYPE).execute(id)).isSameAs(unknown);
      assertThat(measure.faults()).isEmpty();
      assertThat(open(id)).isEqualTo(isCommitted ? List.of(3L) : List.of(2L, 3L));
      assertGoesOn(prices(), id, open(id));
    }
  }
}
