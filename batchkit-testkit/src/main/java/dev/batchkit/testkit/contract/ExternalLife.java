package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Effects outside the store: UNKNOWN before the call, never called again before they are settled,
 * and never more of them open than may be.
 */
interface ExternalLife extends LifeFixture {
  @Test
  default void everyRowIsCalledOnceUnderAKeyOfItsOwnAndTheBatchIsSealed() {
    StubService service = new StubService();
    BatchId id = populated(Prices.lines(12));
    handler().executor(service.executor());
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(12);
    assertThat(service.keys())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 12)
                .mapToObj(i -> "batchkit:" + store().id() + ":" + id + ":" + i)
                .toList());
    assertThat(service.calls()).isEqualTo(12);
    assertThat(service.settles()).isEmpty();
    assertThat(service.mostUnderWay()).isEqualTo(1);
    assertThat(row(id, 3).outcomeDetail())
        .isEqualTo(Json.of("{\"done\":\"batchkit:" + store().id() + ":" + id + ":3\"}"));
    assertEnded(id, service);
  }

  /** Frozen, sealed as it is stored, and no fault of the service. */
  private void assertEnded(BatchId id, StubService service) {
    assertThat(batch(id).status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(prices().verify(id).intact()).isTrue();
    assertThat(service.faults()).isEmpty();
  }

  @Test
  default void aRowIsDurablyUnknownBeforeItsCallAndTheNextIsNot() {
    BatchId id = populated(Prices.lines(3));
    List<List<RowOutcome>> seen = new ArrayList<>();
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  seen.add(rows(id).stream().map(Row::outcome).toList());
                  return effect.happen();
                });
    handler().executor(service.executor());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(seen)
        .extracting(Object::toString)
        .containsExactly(
            "[UNKNOWN, null, null]", "[APPLIED, UNKNOWN, null]", "[APPLIED, APPLIED, UNKNOWN]");
    assertEnded(id, service);
  }

  @Test
  default void callsFinishInAnyOrderAndTheSealIsInTheOrderOfRows() {
    BatchId id = populated(Prices.lines(40));
    CountDownLatch others = new CountDownLatch(39);
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  if (row.sequence() == 1) {
                    Aside.await(others);
                  } else {
                    others.countDown();
                  }
                  return effect.happen();
                });
    handler().executor(service.executor());
    Run run = prices().execute(id, options -> options.concurrency(4));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(40);
    assertThat(service.mostUnderWay()).isBetween(2, 4);
    assertEnded(id, service);
  }

  @Test
  default void asManyCallsAreUnderWayAsMayBe() {
    BatchId id = populated(Prices.lines(8));
    CyclicBarrier together = new CyclicBarrier(4);
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  together.await(30, TimeUnit.SECONDS);
                  return effect.happen();
                });
    handler().executor(service.executor());
    assertThat(prices().execute(id, options -> options.concurrency(4)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertEnded(id, service);
  }

  @Test
  default void atNoMomentAreMoreRowsUnknownThanMayBe() {
    Store seen = reopen(store());
    BatchId id = newBatch();
    populate(id, Prices.lines(250));
    AtomicInteger most = new AtomicInteger();
    BatchKit watched =
        openKit(
            WatchedStore.of(seen, () -> most.accumulateAndGet(unknown(store(), id), Math::max)),
            options -> options.handler(handler()));
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  if (row.sequence() % 10 == 0) {
                    throw new IOException("no answer");
                  }
                  return effect.happen();
                });
    handler().executor(service.executor());
    Run run = watched.batches(Prices.TYPE).execute(id, options -> options.concurrency(3));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.failed()).isEqualTo(25);
    assertThat(most).hasValueBetween(1, 3);
    service.calling((row, effect) -> effect.happen());
    assertThat(watched.batches(Prices.TYPE).execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(most).hasValueBetween(1, 3);
    assertEnded(id, service);
  }

  private int unknown(Store on, BatchId id) {
    return (int) stored(on, id).stream().filter(row -> "UNKNOWN".equals(row.outcome())).count();
  }

  @Test
  default void aCallThatThrowsIsSettledAtOnce() {
    BatchId id = populated(Prices.lines(4));
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  if (row.sequence() == 2) {
                    effect.happen();
                    throw new IOException("the line broke after it was done");
                  }
                  if (row.sequence() == 3) {
                    throw new IOException("the line broke before it was done");
                  }
                  return effect.happen();
                });
    handler().executor(service.executor());
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.failed()).isEqualTo(1);
    assertThat(service.settles()).containsExactly(2L, 3L);
    assertThat(row(id, 2).outcome()).isEqualTo(RowOutcome.APPLIED);
    assertThat(row(id, 3).outcome()).isEqualTo(RowOutcome.FAILED);
    assertThat(ExecuteLife.reason(row(id, 3))).contains("before it was done");
    service.calling((row, effect) -> effect.happen());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.settles()).containsExactly(2L, 3L, 3L);
    assertThat(service.calls()).isEqualTo(5);
    assertEnded(id, service);
  }

  @Test
  default void aCallWithoutAResultIsSettledToo() {
    BatchId id = populated(Prices.lines(2));
    handler()
        .executor(
            RowExecutor.external(
                (row, key) -> none(),
                (row, key) -> row.sequence() == 1 ? RowResult.applied() : RowResult.skipped("no")));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id))
        .extracting(Row::outcome)
        .containsExactly(RowOutcome.APPLIED, RowOutcome.SKIPPED);
  }

  @SuppressWarnings("NullAway") // a handler may be written without null checks
  private static RowResult none() {
    return null;
  }

  @Test
  default void aRowOfWhichNobodyCanTellStaysUnknownAndKeepsItsPlace() {
    BatchId id = populated(Prices.lines(10));
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  if (row.sequence() == 2) {
                    effect.happen();
                    throw new IOException("no answer");
                  }
                  return effect.happen();
                })
            .settling(
                (row, effect) -> {
                  throw new IOException("no answer either");
                });
    handler().executor(service.executor());
    Run run = prices().execute(id, options -> options.concurrency(2).acceptFailures(5));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.done()).isEqualTo(9);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(row(id, 2).outcome()).isEqualTo(RowOutcome.UNKNOWN);
    assertThat(ExecuteLife.reason(row(id, 2))).contains("no answer either");
    assertThat(rows(id)).filteredOn(row -> row.outcome() == RowOutcome.APPLIED).hasSize(9);
    assertThat(kit().orchestration().issues(run.id(), null, 10))
        .anySatisfy(issue -> assertThat(issue.type()).isEqualTo("UNKNOWN"));
    service.settling((row, effect) -> effect.asItWas());
    assertThat(prices().preview(id).toExecute()).isEqualTo(1);
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.calls()).isEqualTo(10);
    assertEnded(id, service);
  }

  @Test
  default void whenEveryPlaceIsKeptTheRunEndsAndNoRowIsHarmed() {
    BatchId id = populated(Prices.lines(10));
    StubService down =
        new StubService()
            .calling(
                (row, effect) -> {
                  throw new IOException("down");
                })
            .settling(
                (row, effect) -> {
                  throw new IOException("down");
                });
    handler().executor(down.executor());
    Run run = prices().execute(id, options -> options.concurrency(3));
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(unknown(store(), id)).isEqualTo(3);
    assertThat(down.calls()).isEqualTo(3);
    Run fewer = prices().execute(id, options -> options.concurrency(1));
    assertThat(fewer.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(unknown(store(), id)).isEqualTo(3);
    assertThat(down.calls()).isEqualTo(3);
    down.calling((row, effect) -> effect.happen()).settling((row, effect) -> effect.asItWas());
    assertThat(prices().execute(id, options -> options.concurrency(1)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(down.mostUnderWay()).isLessThanOrEqualTo(3);
    assertThat(batch(id).result())
        .isEqualTo(Json.of("{\"applied\":10,\"skipped\":0,\"failed\":0}"));
    assertEnded(id, down);
  }

  @Test
  default void afterACrashOpenRowsAreSettledBeforeAnyOtherIsCalled() {
    BatchId id = newBatch();
    populate(id, Prices.lines(300));
    AtomicBoolean dead = new AtomicBoolean();
    StubService service = new StubService();
    service.calling(
        (row, effect) -> {
          if (row.sequence() >= 200) {
            if (row.sequence() % 2 == 0) {
              effect.happen();
            }
            if (dead.compareAndSet(false, true)) {
              crash(store());
            }
            throw new IOException("gone with the process");
          }
          return effect.happen();
        });
    handler().executor(service.executor());
    assertThatThrownBy(() -> prices().execute(id, options -> options.concurrency(3))).isNotNull();
    Store next = reopen(store());
    BatchKit kit = openKit(next, options -> options.handler(handler()));
    Batches<PriceLine, PriceRow> door = kit.batches(Prices.TYPE);
    assertThat(door.get(id).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(unknown(next, id)).isBetween(1, 3);
    List<Long> open =
        stored(next, id).stream()
            .filter(row -> "UNKNOWN".equals(row.outcome()))
            .map(row -> row.sequence())
            .toList();
    int settledBefore = service.settles().size();
    List<Integer> callsAtSettle = new ArrayList<>();
    int callsBefore = service.calls();
    service
        .calling((row, effect) -> effect.happen())
        .settling(
            (row, effect) -> {
              callsAtSettle.add(service.calls() - callsBefore);
              return effect.asItWas();
            });
    Run run = door.execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.settles().subList(settledBefore, service.settles().size()))
        .containsExactlyInAnyOrderElementsOf(open);
    assertThat(callsAtSettle).allMatch(calls -> calls < 3);
    assertThat(service.effects()).isEqualTo(300);
    assertThat(service.faults()).isEmpty();
    assertThat(door.verify(id).intact()).isTrue();
  }

  @Test
  default void aSettleThatCannotTellYetIsAskedAgainAndTheRowStaysUnknown() {
    BatchId id = populated(Prices.lines(3));
    List<RowOutcome> meanwhile = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  if (row.sequence() == 2) {
                    effect.happen();
                    throw new IOException("timed out");
                  }
                  return effect.happen();
                })
            .settling(
                (row, effect) -> {
                  meanwhile.add(row(id, 2).outcome());
                  return asked.incrementAndGet() < 3
                      ? RowResult.retry(Duration.ofMillis(5))
                      : effect.asItWas();
                });
    handler().executor(service.executor());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(meanwhile)
        .containsExactly(RowOutcome.UNKNOWN, RowOutcome.UNKNOWN, RowOutcome.UNKNOWN);
    assertEnded(id, service);
  }

  @Test
  default void aSettleThatCanNeverTellIsAskedNoMoreThanRetryLets() {
    BatchId id = populated(Prices.lines(1));
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  throw new IOException("timed out");
                })
            .settling((row, effect) -> RowResult.retry(Duration.ofMillis(1)));
    handler().executor(service.executor());
    assertThat(prices().execute(id, options -> options.retry(2)).outcome())
        .isEqualTo(RunOutcome.FAILED);
    assertThat(service.settles()).containsExactly(1L, 1L, 1L);
    assertThat(row(id, 1).outcome()).isEqualTo(RowOutcome.UNKNOWN);
  }

  @Test
  default void aCancelFromAnotherKitInterruptsCallsThatHang() throws Exception {
    BatchId id = populated(Prices.lines(10));
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    CountDownLatch hang = new CountDownLatch(2);
    AtomicInteger interrupted = new AtomicInteger();
    AtomicBoolean runInterrupted = new AtomicBoolean();
    StubService service = new StubService();
    service.calling(
        (row, effect) -> {
          if (row.sequence() < 4) {
            return effect.happen();
          }
          effect.happen();
          hang.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.incrementAndGet();
          }
          return effect.happen();
        });
    handler().executor(service.executor());
    Aside<Run> execution =
        Aside.run(
            () -> {
              Run run = prices().execute(id, options -> options.concurrency(2));
              runInterrupted.set(Thread.currentThread().isInterrupted());
              return run;
            });
    Aside.await(hang);
    elsewhere.cancel(id);
    Run run = execution.get();
    assertThat(run.outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(run.done()).isEqualTo(3);
    assertThat(run.issues()).isZero();
    assertThat(interrupted).hasValue(2);
    assertThat(runInterrupted).as("only the calls are interrupted").isFalse();
    assertThat(batch(id).status()).isEqualTo(BatchStatus.KILLED);
    assertThat(unknown(store(), id)).isEqualTo(2);
    assertThat(service.settles()).isEmpty();
    assertThat(threads(id)).isEmpty();
    service.calling((row, effect) -> effect.happen());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.settles()).containsExactlyInAnyOrder(4L, 5L);
    assertThat(service.effects()).isEqualTo(10);
    assertEnded(id, service);
  }

  @Test
  default void anInterruptOfTheRunOrTheEndOfItsKitInterruptsCallsThatHang() throws Exception {
    BatchKit closing = another();
    BatchId id = populated(Prices.lines(3));
    List<CountDownLatch> hang = List.of(new CountDownLatch(1), new CountDownLatch(2));
    StubService service = new StubService();
    service.calling(
        (row, effect) -> {
          hang.forEach(CountDownLatch::countDown);
          new CountDownLatch(1).await();
          return effect.happen();
        });
    handler().executor(service.executor());
    Aside<Run> first = Aside.run(() -> prices().execute(id));
    Aside.await(hang.get(0));
    first.interrupt();
    assertThat(first.get().outcome()).isEqualTo(RunOutcome.KILLED);
    Aside<Run> second = Aside.run(() -> closing.batches(Prices.TYPE).execute(id));
    Aside.await(hang.get(1));
    closing.close();
    assertThat(second.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(unknown(store(), id)).isEqualTo(1);
    service.calling((row, effect) -> effect.happen());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertEnded(id, service);
  }

  @Test
  default void aCallThatAnswersTheInterruptWithAResultHasIt() throws Exception {
    BatchId id = populated(Prices.lines(3));
    CountDownLatch hangs = new CountDownLatch(1);
    StubService service = new StubService();
    service.calling(
        (row, effect) -> {
          hangs.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            return effect.happen();
          }
          return RowResult.failed("nobody interrupted");
        });
    handler().executor(service.executor());
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(hangs);
    prices().cancel(id);
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(rows(id)).extracting(Row::outcome).containsExactly(RowOutcome.APPLIED, null, null);
  }

  @Test
  default void callsAreMadeOnNamedDaemonThreadsThatAreGoneAfterwards() {
    BatchId id = populated(Prices.lines(60));
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    StubService service =
        new StubService()
            .calling(
                (row, effect) -> {
                  threads.add(Thread.currentThread());
                  return effect.happen();
                });
    handler().executor(service.executor());
    assertThat(prices().execute(id, options -> options.concurrency(5)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(threads)
        .hasSizeBetween(1, 5)
        .allMatch(Thread::isDaemon)
        .allMatch(thread -> thread.getName().matches("batchkit-call-" + id + "-[1-5]"))
        .noneMatch(Thread::isAlive);
    assertThat(threads(id)).isEmpty();
  }

  private static List<String> threads(BatchId id) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("batchkit-call-" + id + "-"))
        .toList();
  }

  @Test
  default void rowsOfOneChunkMayHaveVerdictsWorkInTheStoreAndCalls() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_300));
    StubService service = new StubService();
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                if (row.sequence() % 100 == 0) {
                  chunk.external(row, service);
                } else if (row.sequence() % 100 == 1) {
                  chunk.verdict(row, RowResult.failed("not wanted"));
                } else if (row.sequence() % 100 == 2) {
                  chunk.external(row, service);
                  chunk.verdict(row, RowResult.skipped("second thoughts"));
                } else {
                  chunk.inStore(row, (one, tx) -> RowResult.applied());
                }
              }
            });
    Run run = prices().execute(id, options -> options.concurrency(2).acceptFailures(13));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(1_300);
    assertThat(run.failed()).isEqualTo(13);
    assertThat(run.skipped()).isEqualTo(13);
    assertThat(service.calls()).isEqualTo(13);
    assertEnded(id, service);
  }

  @Test
  default void aChunkWithWorkAsAWholeHasNoExternalRows() {
    BatchId id = populated(Prices.lines(2));
    StubService service = new StubService();
    handler()
        .executor(
            chunk -> {
              chunk.inStore(tx -> {});
              chunk.external(chunk.rows().get(0), service);
            });
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> prices().execute(id))
        .withMessageContainingAll(batch(id).name(), "as a whole");
    assertThat(service.calls()).isZero();
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
  }

  @Test
  default void rowsThatAreLeftOutAreNotCalled() {
    BatchId id =
        populated(
            Prices.line("A1", "Tea", "x"),
            Prices.line("A2", "gone", "1"),
            Prices.line("A3", "Tea", "1"));
    StubService service = new StubService();
    handler().executor(service.executor());
    assertThat(prices().execute(id, options -> options.leaveOutErrors()).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.keys()).singleElement().asString().endsWith(":3");
    assertEnded(id, service);
  }

  @Test
  default void anErrorInACallEndsTheRunAndTheOthersUnderWayHaveTheirOutcomes() {
    BatchId id = populated(Prices.lines(10));
    CountDownLatch thrown = new CountDownLatch(1);
    StubService service = new StubService();
    service.calling(
        (row, effect) -> {
          if (row.sequence() == 1) {
            thrown.countDown();
            throw new AssertionError("broken");
          }
          Aside.await(thrown);
          return effect.happen();
        });
    handler().executor(service.executor());
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id, options -> options.concurrency(2)))
        .withCauseInstanceOf(AssertionError.class);
    assertThat(row(id, 1).outcome()).isEqualTo(RowOutcome.UNKNOWN);
    assertThat(unknown(store(), id)).isEqualTo(1);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
    service.calling((row, effect) -> effect.happen());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.settles()).containsExactly(1L);
    assertEnded(id, service);
  }

  @Test
  default void afterARestoreEveryRowIsSettledBeforeItIsCalled() {
    BatchId id = populated(Prices.lines(6));
    StubService service =
        new StubService()
            .settling((row, effect) -> row.sequence() < 3 ? effect.happen() : effect.asItWas());
    handler().executor(service.executor());
    kit().afterRestore();
    assertThat(prices().execute(id, options -> options.concurrency(2)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.settles()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(service.calls()).isEqualTo(4);
    assertEnded(id, service);
  }

  @Test
  default void manyPagesOfCallsAreSealedInOrder() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_250));
    StubService service = new StubService();
    handler().executor(service.executor());
    assertThat(prices().execute(id, options -> options.concurrency(16)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(service.keys())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 1_250)
                .mapToObj(i -> "batchkit:" + store().id() + ":" + id + ":" + i)
                .toList());
    assertEnded(id, service);
  }
}
