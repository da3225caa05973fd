package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.PurgeOptions;
import dev.batchkit.batch.PurgeReport;
import dev.batchkit.batch.PurgedBatch;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.UtcText;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.BatchPurged;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.Store;
import dev.batchkit.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Batches are purged: which, how they are missed afterwards, and what stays. */
interface PurgeLife extends LifeFixture {
  UnaryOperator<PurgeOptions> EVERYTHING =
      purge -> purge.olderThan(Duration.ZERO).drafts().unfinished();

  private static PurgeOptions ofAnyAge(PurgeOptions options) {
    return options.olderThan(Duration.ZERO);
  }

  private BatchId executed(int rows) {
    BatchId id = populated(Prices.lines(rows));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    return id;
  }

  private BatchId failed() {
    BatchId id = populated(Prices.lines(2));
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.failed("broken")));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.FAILED);
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    return id;
  }

  @Test
  default void onlyFrozenBatchesArePurgedUnlessMoreIsAskedFor() {
    BatchId executed = executed(3);
    BatchId failed = failed();
    BatchId draft = populated(Prices.lines(4));
    PurgeReport report = prices().purge(PurgeLife::ofAnyAge);
    assertThat(report.first()).extracting(PurgedBatch::id).containsExactly(executed);
    assertThat(report.rows()).isEqualTo(3);
    assertThat(prices().newest(10)).extracting(Batch::id).containsExactly(draft, failed);

    report = prices().purge(purge -> ofAnyAge(purge).drafts());
    assertThat(report.first())
        .singleElement()
        .satisfies(
            purged -> {
              assertThat(purged.id()).isEqualTo(draft);
              assertThat(purged.type()).isEqualTo(Prices.TYPE.key());
              assertThat(purged.status()).isEqualTo(BatchStatus.PENDING);
              assertThat(purged.rows()).isEqualTo(4);
            });

    report = prices().purge(purge -> ofAnyAge(purge).unfinished());
    assertThat(report.first()).extracting(PurgedBatch::id).containsExactly(failed);
    assertThat(report.finished()).isTrue();
    assertThat(prices().newest(10)).isEmpty();
  }

  @Test
  default void batchesArePurgedByAge() {
    ManualClock clock = ManualClock.at("2026-05-04T09:08:07.123Z");
    BatchKit kit = another(options -> options.handler(handler()).clock(clock));
    Batches<PriceLine, PriceRow> door = kit.batches(Prices.TYPE);
    handler().rows(Prices.lines(2));
    BatchId old = door.create(draft -> draft).id();
    BatchId touched = door.create(draft -> draft).id();
    door.populate(old);
    door.execute(old);
    clock.advance(Duration.ofDays(10));
    door.populate(touched);
    clock.advance(Duration.ofDays(20));
    assertThat(
            door.purge(purge -> purge.olderThan(Duration.ofDays(30).plusMillis(1)).drafts())
                .batches())
        .isZero();
    PurgeReport report = door.purge(purge -> purge.olderThan(Duration.ofDays(30)).drafts());
    assertThat(report.first())
        .containsExactly(
            new PurgedBatch(
                old,
                Prices.TYPE.key(),
                BatchStatus.SUCCESS,
                java.time.Instant.parse("2026-05-04T09:08:07.123Z"),
                2));
    assertThat(door.newest(10)).extracting(Batch::id).containsExactly(touched);
  }

  @Test
  default void aDraftThatWasHandedOverIsNoDraft() {
    BatchId id = populated(Prices.lines(1));
    Batch batch = batch(id);
    boolean handedOver =
        store()
            .inUnit(
                "test",
                unit -> {
                  unit.batches().change(Completed.of(batch));
                  return true;
                });
    assertThat(handedOver).isTrue();
    assertThat(batch(id).isComplete()).isTrue();
    assertThat(kit().purge(EVERYTHING).batches()).isZero();
  }

  @Test
  default void aDryRunChangesNothingAndSaysWhatWouldBeDone() {
    BatchId executed = executed(3);
    BatchId draft = populated(Prices.lines(4));
    Batch before = batch(executed);
    PurgeReport dry = kit().purge(purge -> EVERYTHING.apply(purge).dryRun());
    assertThat(dry.dryRun()).isTrue();
    assertThat(dry.finished()).isTrue();
    assertThat(dry.batches()).isEqualTo(2);
    assertThat(dry.rows()).isEqualTo(7);
    assertThat(dry.freedBytes()).isZero();
    assertThat(batch(executed)).isEqualTo(before);
    assertThat(rows(draft)).hasSize(4);
    assertThat(prices().verify(executed).intact()).isTrue();
    assertThat(store().batches().findPurged(executed.value())).isEmpty();

    PurgeReport done = kit().purge(EVERYTHING);
    assertThat(done.dryRun()).isFalse();
    assertThat(done.first()).isEqualTo(dry.first());
    assertThat(done.rows()).isEqualTo(dry.rows());
  }

  @Test
  default void anAgeMustBeGivenAndNotBeNegative() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> kit().purge(purge -> purge.drafts()))
        .satisfies(
            refusal -> assertThat(refusal.faults()).containsExactly("olderThan: is missing"));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> kit().purge(purge -> purge.olderThan(Duration.ofMillis(-1))));
  }

  @Test
  default void aTypedDoorPurgesItsOwnType() {
    var other = dev.batchkit.spi.BatchType.of("life-others", PriceLine.class, PriceRow.class);
    var others = new ScriptedHandler<>(other, Prices.refresher(java.util.Map.of()));
    BatchKit kit = another(options -> options.handler(handler()).handler(others));
    BatchId price = kit.batches(Prices.TYPE).create(draft -> draft).id();
    BatchId stranger = kit.batches(other).create(draft -> draft).id();
    assertThat(kit.batches(other).purge(EVERYTHING).first())
        .extracting(PurgedBatch::id)
        .containsExactly(stranger);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () -> kit.batches(other).purge(p -> EVERYTHING.apply(p).type(Prices.TYPE.key())));
    assertThat(kit.purge(p -> EVERYTHING.apply(p).type("life-others")).batches()).isZero();
    assertThat(kit.purge(p -> EVERYTHING.apply(p).type(Prices.TYPE.key())).first())
        .extracting(PurgedBatch::id)
        .containsExactly(price);
    assertThatExceptionOfType(NoSuchBatch.class).isThrownBy(() -> kit.batches(other).get(price));
  }

  @Test
  default void aPurgedBatchIsMissedByName() {
    BatchId id = executed(2);
    kit().purge(EVERYTHING);
    PurgeRecord record = store().batches().findPurged(id.value()).orElseThrow();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> prices().get(id),
            () -> kit().batches().get(id),
            () -> prices().rows(id),
            () -> prices().row(id, 1),
            () -> prices().breakdown(id),
            () -> prices().runs(id),
            () -> prices().verify(id),
            () -> prices().preview(id),
            () -> prices().populate(id),
            () -> prices().repopulate(id),
            () -> prices().refresh(id),
            () -> prices().execute(id),
            () -> prices().cancel(id),
            () -> prices().takeOver(id))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              BatchPurged.class,
              purged -> {
                assertThat(purged.batchId()).isEqualTo(id.value());
                assertThat(purged.typeKey()).isEqualTo(Prices.TYPE.key());
                assertThat(purged.purgedAt()).isEqualTo(UtcText.of(record.at()));
              })
          .hasMessageContainingAll("Batch " + id, Prices.TYPE.key(), "purged", "ledger");
    }
    assertThatExceptionOfType(NoSuchBatch.class)
        .isThrownBy(() -> prices().get(new BatchId(id.value() + 1)));
  }

  @Test
  default void whoPurgedWhatIsOnRecordAndTheLedgerStays() {
    BatchId id = executed(2);
    Batch frozen = batch(id);
    List<Run> runs = prices().runs(id);
    kit().as(Actor.of("ann@acme.example")).purge(PurgeLife::ofAnyAge);
    assertThat(store().batches().findPurged(id.value()))
        .hasValueSatisfying(
            record -> {
              assertThat(record.type()).isEqualTo(Prices.TYPE.key());
              assertThat(record.byId()).isNotNull();
              assertThat(record.rows()).isEqualTo(2);
              assertThat(record.seal()).isEqualTo(frozen.seal());
            });
    assertThat(store().batches().unfinishedPurges()).isEmpty();
    assertThat(store().runs().ofBatch(id.value())).isEqualTo(runs);
    assertThat(runs)
        .allSatisfy(run -> assertThat(kit().orchestration().session(run.id())).isPresent());
  }

  @Test
  default void aNaturalKeyIsFreeAfterThePurge() {
    Batch first = prices().create(draft -> draft.key("may"));
    populate(first.id(), Prices.lines(1));
    prices().execute(first.id());
    kit().purge(PurgeLife::ofAnyAge);
    assertThat(prices().find("may")).isEmpty();
    Batch second = prices().createOrGet(draft -> draft.key("may"));
    assertThat(second.id().value()).isGreaterThan(first.id().value());
    assertThat(second.status()).isEqualTo(BatchStatus.PENDING);
    assertThat(prices().find("may")).contains(second);
  }

  @Test
  default void aBatchThatARunHoldsIsLeftAlone() throws Exception {
    BatchId id = newBatch();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .source(
            batch -> {
              begun.countDown();
              Aside.await(goOn);
              batch.add(Prices.line("A1", "Article", "1"));
            });
    Aside<Run> run = Aside.run(() -> prices().populate(id));
    Aside.await(begun);
    PurgeReport report = another().purge(EVERYTHING);
    assertThat(report.batches()).isZero();
    assertThat(report.held()).isEqualTo(1);
    goOn.countDown();
    assertThat(run.get().outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id)).hasSize(1);
  }

  @Test
  default void thousandsOfBatchesArePurgedAtOnce() {
    BatchId first = newBatch();
    for (int i = 0; i < 1_100; i++) {
      BatchId unused = newBatch();
    }
    PurgeReport report = kit().purge(EVERYTHING);
    assertThat(report.batches()).isEqualTo(1_101);
    assertThat(report.first()).hasSize(1_000).extracting(PurgedBatch::id).doesNotContain(first);
    assertThat(prices().newest(10)).isEmpty();
    assertThat(store().batches().unfinishedPurges()).isEmpty();
  }

  @Test
  default void everyRowOfAPurgedBatchIsDeleted() {
    BatchId id = executed(12_345);
    Batch frozen = batch(id);
    PurgeReport report = kit().purge(PurgeLife::ofAnyAge);
    assertThat(report.rows()).isEqualTo(12_345);
    assertThat(store().rows().counts(Prices.table(frozen), id.value(), EVERYWHERE)).isEmpty();
    assertThat(store().batches().unfinishedPurges()).isEmpty();
  }

  @Test
  default void twoPurgesAtATimePurgeEveryBatchOnce() throws Exception {
    for (int i = 0; i < 200; i++) {
      BatchId unused = newBatch();
    }
    BatchKit other = another();
    Aside<PurgeReport> aside = Aside.run(() -> other.purge(EVERYTHING));
    PurgeReport report = kit().purge(EVERYTHING);
    assertThat(report.batches() + aside.get().batches()).isEqualTo(200);
    assertThat(prices().newest(10)).isEmpty();
    assertThat(store().batches().unfinishedPurges()).isEmpty();
  }

  @Test
  default void aPurgeOfADeadProcessIsFinishedByRecovery() {
    BatchId id = executed(2_345);
    Batch frozen = batch(id);
    Store doomed = reopen(store());
    recordPurge(doomed, frozen);
    List<Run> ended = kit().recover();
    assertThat(ended).isEmpty();
    assertThat(store().batches().unfinishedPurges()).hasSize(1);
    crash(doomed);
    kit().recover();
    assertThat(store().batches().unfinishedPurges()).isEmpty();
    assertThat(store().rows().counts(Prices.table(frozen), id.value(), EVERYWHERE)).isEmpty();
    assertThatExceptionOfType(BatchPurged.class).isThrownBy(() -> prices().get(id));
  }

  @Test
  default void aPurgeOfADeadProcessIsFinishedByTheNextOpen() {
    Batch frozen = batch(executed(3));
    Store doomed = reopen(store());
    recordPurge(doomed, frozen);
    crash(doomed);
    BatchKit next = another();
    assertThat(next.batches().newest(10)).isEmpty();
    assertThat(store().batches().unfinishedPurges()).isEmpty();
  }

  private static void recordPurge(Store on, Batch batch) {
    PurgeRecord record =
        new PurgeRecord(
            batch.id().value(),
            String.valueOf(batch.type()),
            batch.updatedAt(),
            null,
            on.owner(),
            0,
            batch.seal());
    boolean unused =
        on.<Boolean, BatchKitException>inUnit(
            "test",
            unit -> {
              unit.batches().purge(record);
              return true;
            });
  }

  @Test
  default void anInterruptedPurgeSaysThatItIsUnfinished() {
    BatchId id = executed(2);
    Thread.currentThread().interrupt();
    PurgeReport report = kit().purge(EVERYTHING);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.finished()).isFalse();
    assertThat(report.batches()).isZero();
    assertThat(rows(id)).hasSize(2);
  }
}
