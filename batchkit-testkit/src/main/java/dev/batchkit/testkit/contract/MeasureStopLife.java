package dev.batchkit.testkit.contract;

import static dev.batchkit.testkit.contract.MeasureFixture.define;
import static dev.batchkit.testkit.contract.MeasureFixture.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.WrongState;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.Store;
import dev.batchkit.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Measurements run beside and after each other, are stopped, and are gone on with. */
interface MeasureStopLife extends MeasureFixture {
  @Test
  default void indicatorsOfOneOrderAreMeasuredAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    ScriptedRecords.Before meet = () -> both.await(20, TimeUnit.SECONDS);
    BatchKit kit =
        measuring(new ScriptedRecords(1).before(meet), new ScriptedRecords(1).before(meet));
    define(kit, "a");
    define(kit, "b");
    assertThat(kit.indicators().measure(GROUP).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aLowerOrderIsMeasuredAndStoredBeforeAHigherOneBegins() {
    List<String> seen = new CopyOnWriteArrayList<>();
    ScriptedRecords first = new ScriptedRecords(1).before(() -> seen.add("first"));
    ScriptedRecords second = new ScriptedRecords(1);
    BatchKit kit = measuring(second, first);
    second.before(
        () -> {
          BatchId batch = kit.batches().newest(1).get(0).id();
          seen.add("second after " + session(kit, batch, "b").verdict());
        });
    define(kit, "a", draft -> draft.order(2));
    define(kit, "b", draft -> draft.order(1));
    kit.indicators().measure(GROUP);
    assertThat(seen).containsExactly("first", "second after OK");
  }

  @Test
  default void aMeasurementEndsAtItsTimeLimitAndTheOthersGoOn() {
    CountDownLatch never = new CountDownLatch(1);
    BatchKit kit = measuring(new ScriptedRecords(1).before(never::await), new ScriptedRecords(1));
    define(kit, "a", draft -> draft.timeLimit(Duration.ofMillis(200)));
    define(kit, "b");
    Run run = kit.indicators().measure(GROUP);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    Session late = session(kit, run, "a");
    assertThat(late.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(late.reason()).contains("time");
    assertThat(session(kit, run, "b").verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  default void aMeasurementIsTriedAgainAsOftenAsItsDefinitionSays() {
    ScriptedRecords shaky = new ScriptedRecords(1);
    BatchKit kit = measuring(shaky);
    shaky.before(
        () -> {
          if (shaky.opened() < 3) {
            throw new IllegalStateException("not yet");
          }
        });
    define(kit, "a", draft -> draft.retry(2, Duration.ofMillis(1)));
    Run run = kit.indicators().measure(GROUP);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(session(kit, run, "a").attempts()).isEqualTo(3);
  }

  @Test
  default void oneSessionIsCancelledFromAnotherKitAndTheOthersGoOn() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ScriptedRecords slow = new ScriptedRecords(1);
    BatchKit kit = measuring(slow, new ScriptedRecords(1));
    slow.before(
        () -> {
          hangs.countDown();
          never.await();
        });
    define(kit, "a");
    define(kit, "b", draft -> draft.order(1));
    Aside<Run> measuring = Aside.run(() -> kit.indicators().measure(GROUP));
    Aside.await(hangs);
    BatchId batch = kit.batches().newest(1).get(0).id();
    kit().indicators().cancel(batch, "a");
    Run run = measuring.get();
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    Session killed = session(kit, run, "a");
    assertThat(killed.status()).isEqualTo(SessionStatus.KILLED);
    assertThat(killed.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(session(kit, run, "b").verdict()).isEqualTo(Verdict.OK);
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> kit.indicators().cancel(batch, "a"));
    slow.before(() -> {});
    assertThat(kit.indicators().resume(batch).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(session(kit, batch, "a").verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  default void aBatchIsCancelledAndWhatWasMeasuredStays() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ScriptedRecords fine = new ScriptedRecords(1);
    ScriptedRecords slow = new ScriptedRecords(1);
    BatchKit kit = measuring(fine, slow);
    slow.before(
        () -> {
          hangs.countDown();
          never.await();
        });
    define(kit, "a");
    define(kit, "b", draft -> draft.order(1));
    Aside<Run> measuring = Aside.run(() -> kit.indicators().measure(GROUP));
    Aside.await(hangs);
    BatchId batch = kit.batches().newest(1).get(0).id();
    kit().indicators().cancel(batch);
    assertThat(measuring.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(kit.batches().get(batch).status()).isEqualTo(BatchStatus.KILLED);
    assertThat(kit.indicators().sessions().batch(batch).page(10)).hasSize(1);
    slow.before(() -> {});
    assertThat(kit.indicators().resume(batch).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(fine.opened()).isEqualTo(1);
    assertThat(kit.indicators().sessions().batch(batch).page(10)).hasSize(2);
  }

  @Test
  default void afterACrashOnlyWhatIsLeftIsMeasured() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ScriptedRecords fine = new ScriptedRecords(1);
    ScriptedRecords slow = new ScriptedRecords(1);
    Store dying = reopen(store());
    BatchKit dead = openKit(dying, k -> k.records("a", fine).records("b", slow));
    slow.before(
        () -> {
          hangs.countDown();
          Aside.await(goOn);
        });
    define(dead, "a");
    define(dead, "b", draft -> draft.order(1));
    Aside<Run> measuring = Aside.run(() -> dead.indicators().measure(GROUP));
    Aside.await(hangs);
    BatchId batch = dead.batches().newest(1).get(0).id();
    crash(dying);
    goOn.countDown();
    assertThatThrownBy(measuring::get).isNotNull();
    BatchKit kit = measuring(fine, slow);
    Session before = session(kit, batch, "a");
    assertThat(before.verdict()).isEqualTo(Verdict.OK);
    assertThat(kit.indicators().resume(batch).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(session(kit, batch, "a")).isEqualTo(before);
    assertThat(session(kit, batch, "b").verdict()).isEqualTo(Verdict.OK);
    assertThat(fine.opened()).isEqualTo(1);
    assertThat(slow.opened()).isEqualTo(2);
    assertThat(kit.batches().verify(batch).intact()).isTrue();
  }

  @Test
  default void aCancelFromTheKitThatMeasuresLeavesTheOnlyRowOpenAndTheBatchKilled()
      throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ScriptedRecords slow = new ScriptedRecords(1);
    BatchKit kit = measuring(slow);
    slow.before(
        () -> {
          hangs.countDown();
          never.await();
        });
    define(kit, "a");
    Aside<Run> measuring = Aside.run(() -> kit.indicators().measure(GROUP));
    Aside.await(hangs);
    BatchId batch = kit.batches().newest(1).get(0).id();
    kit.indicators().cancel(batch);
    assertThat(measuring.get().outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(kit.batches().get(batch).status()).isEqualTo(BatchStatus.KILLED);
    assertThat(kit.batches().row(batch, 1).orElseThrow().outcome()).isNull();
    assertThat(kit.indicators().sessions().batch(batch).page(10)).isEmpty();
  }

  @Test
  default void aPauseFinishesTheMeasurementsThatAreUnderWay() {
    ManualClock clock = ManualClock.at("2026-05-04T09:00:00Z");
    ScriptedRecords first = new ScriptedRecords(1).before(() -> clock.advance(Duration.ofHours(2)));
    BatchKit kit = measuring(options -> options.clock(clock), first, new ScriptedRecords(1));
    define(kit, "a");
    define(kit, "b", draft -> draft.order(1));
    Instant until = clock.instant().plus(Duration.ofHours(1));
    Run run = kit.indicators().measure(GROUP, o -> o.execute(e -> e.until(until)));
    assertThat(run.outcome()).isEqualTo(RunOutcome.PAUSED);
    assertThat(kit.indicators().sessions().batch(run.batchId()).page(10))
        .extracting(Session::indicator)
        .containsExactly("a");
    assertThat(kit.indicators().resume(run.batchId()).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }
}
