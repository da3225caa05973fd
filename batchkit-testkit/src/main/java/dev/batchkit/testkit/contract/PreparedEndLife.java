package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.ClaimLost;
import dev.batchkit.store.Store;
import dev.batchkit.testkit.ManualClock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Executions with prepared rows that end before their time: what was written stays, what was only
 * prepared is closed, and the next execution prepares what is left.
 */
interface PreparedEndLife extends PreparedFixture {
  @Test
  default void aCancelFromAnotherKitInterruptsPreparationsAndTheRestIsLeft() throws Exception {
    BatchId id = populated(Prices.lines(10));
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    CountDownLatch hang = new CountDownLatch(2);
    AtomicInteger interrupted = new AtomicInteger();
    StubMeasure measure = new StubMeasure();
    measure.measuring(
        row -> {
          if (row > 3) {
            hang.countDown();
            try {
              StubMeasure.hang();
            } finally {
              interrupted.incrementAndGet();
            }
          }
        });
    handler().executor(measure.executor());
    Aside<Run> execution = Aside.run(() -> prices().execute(id, options -> options.concurrency(2)));
    Aside.await(hang);
    elsewhere.cancel(id);
    Run run = execution.get();
    assertThat(run.outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(run.done()).isEqualTo(3);
    assertThat(run.issues()).isZero();
    assertThat(interrupted).hasValue(2);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.KILLED);
    assertThat(rows(id).subList(3, 10)).extracting(Row::outcome).containsOnlyNulls();
    assertThat(measure.faults()).isEmpty();
    assertGoesOn(prices(), id, LongStream.rangeClosed(4, 10).boxed().toList());
  }

  @Test
  default void anInterruptOfTheRunOrTheEndOfItsKitInterruptsPreparations() throws Exception {
    BatchKit closing = another();
    BatchId id = populated(Prices.lines(3));
    List<CountDownLatch> hang = List.of(new CountDownLatch(1), new CountDownLatch(2));
    StubMeasure measure = new StubMeasure();
    measure.measuring(
        row -> {
          hang.forEach(CountDownLatch::countDown);
          StubMeasure.hang();
        });
    handler().executor(measure.executor());
    Aside<Run> first = Aside.run(() -> prices().execute(id));
    Aside.await(hang.get(0));
    first.interrupt();
    assertThat(first.get().outcome()).isEqualTo(RunOutcome.KILLED);
    Aside<Run> second = Aside.run(() -> closing.batches(Prices.TYPE).execute(id));
    Aside.await(hang.get(1));
    closing.close();
    assertThat(second.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertGoesOn(prices(), id, List.of(1L, 2L, 3L));
  }

  @Test
  default void whatAnswersTheInterruptWithAResultIsClosedAndNotWritten() throws Exception {
    BatchId id = populated(Prices.lines(3));
    CountDownLatch hangs = new CountDownLatch(1);
    StubMeasure measure = new StubMeasure();
    measure.measuring(
        row -> {
          hangs.countDown();
          assertThatThrownBy(StubMeasure::hang).isInstanceOf(InterruptedException.class);
        });
    handler().executor(measure.executor());
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(hangs);
    prices().cancel(id);
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(measure.said()).containsExactly("end of 1");
    assertThat(measure.faults()).isEmpty();
    assertGoesOn(prices(), id, List.of(1L, 2L, 3L));
  }

  @Test
  default void whatIsReadyOnlyAfterTheRunHasEndedIsClosedToo() throws Exception {
    BatchId id = populated(Prices.lines(1));
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    StubMeasure measure = new StubMeasure().closing(row -> closed.countDown());
    measure.measuring(
        row -> {
          hangs.countDown();
          boolean waits = true;
          while (waits) {
            try {
              Aside.await(goOn);
              waits = false;
            } catch (InterruptedException e) {
              measure.say("deaf");
            }
          }
        });
    handler().executor(measure.executor());
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(hangs);
    prices().cancel(id);
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.KILLED);
    goOn.countDown();
    Aside.await(closed);
    assertThat(measure.said()).containsExactly("deaf", "end of 1");
    assertThat(measure.faults()).isEmpty();
    assertThat(row(id, 1).outcome()).isNull();
  }

  @Test
  default void aCancelIsHeededBetweenParts() {
    BatchId id = populated(Prices.lines(2));
    AtomicInteger asked = new AtomicInteger();
    StubMeasure measure =
        new StubMeasure()
            .parts(1_000)
            .asking(
                row -> {
                  if (asked.incrementAndGet() == 5) {
                    prices().cancel(id);
                  }
                });
    handler().executor(measure.executor());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(measure.said()).endsWith("part of 1", "end of 1").hasSizeLessThan(10);
    assertThat(measure.faults()).isEmpty();
    assertGoesOn(prices(), id, List.of(1L, 2L));
  }

  @Test
  default void aPauseLetsPreparationsUnderWayEndAndBeginsNoOther() {
    ManualClock clock = ManualClock.at(StopLife.SIX.minusSeconds(100));
    Batches<PriceLine, PriceRow> door =
        another(options -> options.handler(handler()).clock(clock)).batches(Prices.TYPE);
    BatchId id = populated(Prices.lines(10));
    StubMeasure measure = new StubMeasure().parts(3);
    measure.measuring(
        row -> {
          if (row == 3) {
            clock.set(StopLife.SIX);
          }
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    handler().executor(measure.executor());
    Run run = door.execute(id, options -> options.until(StopLife.SIX));
    assertThat(run.outcome()).isEqualTo(RunOutcome.PAUSED);
    assertThat(run.done()).isEqualTo(3);
    assertThat(measure.begun()).containsExactly(1L, 2L, 3L);
    assertThat(measure.faults()).isEmpty();
    assertGoesOn(prices(), id, LongStream.rangeClosed(4, 10).boxed().toList());
  }

  @Test
  default void aRunThatLostItsBatchWritesNoPartMore() {
    BatchId id = populated(Prices.lines(2));
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    AtomicInteger asked = new AtomicInteger();
    StubMeasure measure =
        new StubMeasure()
            .parts(1_000)
            .asking(
                row -> {
                  if (asked.incrementAndGet() == 3) {
                    elsewhere.takeOver(id);
                  }
                });
    handler().executor(measure.executor());
    assertThatExceptionOfType(ClaimLost.class).isThrownBy(() -> prices().execute(id));
    assertThat(measure.said()).containsExactly("part of 1", "end of 1");
    assertThat(measure.faults()).isEmpty();
    assertGoesOn(elsewhere, id, List.of(1L, 2L));
  }

  @Test
  default void afterACrashNoRowThatIsWrittenIsPreparedAgain() {
    assertDiesAndGoesOn(StubMeasure::measuring);
    assertDiesAndGoesOn(StubMeasure::asking);
    assertDiesAndGoesOn(StubMeasure::writingPart);
  }

  /** When the process dies. */
  interface Moment {
    /** Has this done then. */
    StubMeasure of(StubMeasure measure, StubMeasure.Step step);
  }

  private void assertDiesAndGoesOn(Moment moment) {
    BatchId id = newBatch();
    populate(id, Prices.lines(300));
    Store doomed = reopen(store());
    BatchKit kit = openKit(doomed, options -> options.handler(handler()));
    AtomicBoolean dead = new AtomicBoolean();
    StubMeasure.Step crash =
        row -> {
          if (row == 200 && dead.compareAndSet(false, true)) {
            crash(doomed);
          }
        };
    StubMeasure measure = moment.of(new StubMeasure().parts(1), crash);
    handler().executor(measure.executor());
    assertThatThrownBy(
            () -> kit.batches(Prices.TYPE).execute(id, options -> options.concurrency(3)))
        .isNotNull();
    assertThat(measure.faults()).isEmpty();
    kit().recover();
    assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.INTERRUPTED);
    List<Long> left = open(id);
    assertThat(left).contains(200L).hasSizeBetween(1, 103);
    assertGoesOn(prices(), id, left);
  }
}
