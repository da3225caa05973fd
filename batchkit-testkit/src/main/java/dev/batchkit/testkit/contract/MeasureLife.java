package dev.batchkit.testkit.contract;

import static dev.batchkit.testkit.contract.MeasureFixture.define;
import static dev.batchkit.testkit.contract.MeasureFixture.session;
import static dev.batchkit.testkit.contract.MeasureFixture.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchIndicator;
import dev.batchkit.error.NoSuchSession;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.AlertThreshold;
import dev.batchkit.session.KeepRecords;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A group is measured: a batch with a session for each indicator. */
interface MeasureLife extends MeasureFixture {
  @Test
  default void everyIndicatorOfAGroupIsMeasuredInASessionOfItsOwn() {
    BatchKit kit = measuring(new ScriptedRecords(1, 2), new ScriptedRecords(3, 11, 12));
    define(kit, "a");
    define(kit, "b");
    Run run = kit.as(Actor.of("ann@acme.example")).indicators().measure(GROUP);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    Batch batch = kit.batches().get(run.batchId());
    assertThat(batch.status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(batch.isFrozen()).isTrue();
    assertThat(verdicts(kit, run)).containsExactlyInAnyOrder(Verdict.OK, Verdict.ALERT);
    Session session = session(kit, run, "b");
    assertThat(session.status()).isEqualTo(SessionStatus.SUCCESS);
    assertThat(session.quantity()).isEqualTo(Quantity.VALUE);
    assertThat(session.operator()).isEqualTo(AlertOperator.GT);
    assertThat(session.threshold()).isEqualTo(AlertThreshold.of("10"));
    assertThat(session.counts())
        .extracting(RecordCounts::records, RecordCounts::alerts, RecordCounts::noAlerts)
        .containsExactly(3L, 2L, 1L);
    assertThat(session.extreme()).isEqualTo("12");
    assertThat(session.reason()).isNull();
    assertThat(session.attempts()).isEqualTo(1);
    assertThat(session.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(session.createdById()).isEqualTo(batch.executedById()).isNotNull();
    assertThat(kit.indicators().session(session.id())).isEqualTo(session);
    assertThat(kit.indicators().records(session.id(), true, null, 10))
        .extracting(SessionRecord::sequence)
        .containsExactly(2L, 3L);
    assertThat(kit.batches().verify(run.batchId()).intact()).isTrue();
  }

  @Test
  default void alertsMakeNothingFailButWhatCannotBeMeasuredDoes() {
    ScriptedRecords broken = new ScriptedRecords(1);
    BatchKit kit = measuring(new ScriptedRecords(99), broken, new ScriptedRecords(1));
    define(kit, "a");
    define(kit, "b");
    define(kit, "c");
    broken.before(
        () -> {
          throw new IllegalStateException("the warehouse is closed");
        });
    Run run = kit.indicators().measure(GROUP);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(kit.batches().get(run.batchId()).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(session(kit, run, "a").verdict()).isEqualTo(Verdict.ALERT);
    assertThat(session(kit, run, "c").verdict()).isEqualTo(Verdict.OK);
    Session failed = session(kit, run, "b");
    assertThat(failed.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(failed.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(failed.reason()).contains("the warehouse is closed");
    assertThat(failed.counts()).isNull();
    Quality quality = kit.indicators().sessions().batch(run.batchId()).quality();
    assertThat(quality).isEqualTo(new Quality(3, 1, 0, 0, 1, 2, 1));
  }

  @Test
  default void toResumeIsToMeasureWhatFailedAndNothingElse() {
    ScriptedRecords fine = new ScriptedRecords(1);
    ScriptedRecords broken = new ScriptedRecords(1);
    BatchKit kit = measuring(fine, broken);
    define(kit, "a");
    define(kit, "b");
    broken.before(
        () -> {
          throw new IllegalStateException("closed");
        });
    Run run = kit.indicators().measure(GROUP);
    Session before = session(kit, run, "b");
    Session other = session(kit, run, "a");
    broken.before(() -> {});
    Run second = kit.indicators().resume(run.batchId());
    assertThat(second.outcome()).isEqualTo(RunOutcome.SUCCESS);
    Session after = session(kit, run, "b");
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.verdict()).isEqualTo(Verdict.OK);
    assertThat(after.reason()).isNull();
    assertThat(session(kit, run, "a")).isEqualTo(other);
    assertThat(fine.opened()).isEqualTo(1);
    assertThat(broken.opened()).isEqualTo(2);
    assertThat(kit.batches().verify(run.batchId()).intact()).isTrue();
    assertThatExceptionOfType(BatchFrozen.class)
        .isThrownBy(() -> kit.indicators().resume(run.batchId()));
  }

  @Test
  default void aBatchMeasuresByTheDefinitionsThatItWasPopulatedWith() {
    ScriptedRecords broken = new ScriptedRecords(50);
    BatchKit kit = measuring(broken);
    define(kit, "a");
    broken.before(
        () -> {
          throw new IllegalStateException("closed");
        });
    Run run = kit.indicators().measure(GROUP);
    define(kit, "a", draft -> draft.alertWhen(Quantity.VALUE, AlertOperator.GT, "100"));
    broken.before(() -> {});
    kit.indicators().resume(run.batchId());
    assertThat(session(kit, run, "a").threshold()).isEqualTo(AlertThreshold.of("10"));
    assertThat(session(kit, run, "a").verdict()).isEqualTo(Verdict.ALERT);
    Run next = kit.indicators().measure(GROUP);
    assertThat(session(kit, next, "a").threshold()).isEqualTo(AlertThreshold.of("100"));
    assertThat(session(kit, next, "a").verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  default void someIndicatorsOfAGroupAreMeasuredByName() {
    BatchKit kit = measuring(new ScriptedRecords(1), new ScriptedRecords(1));
    define(kit, "a");
    define(kit, "b");
    Run run = kit.indicators().measure(GROUP, o -> o.only("B"));
    assertThat(verdicts(kit, run)).hasSize(1);
    assertThat(session(kit, run, "b").indicator()).isEqualTo("b");
    kit.indicators().deactivate("b");
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> kit.indicators().measure(GROUP, o -> o.only("b", "x")))
        .satisfies(refused -> assertThat(refused.faults()).hasSize(2));
  }

  @Test
  default void whatHasNothingToMeasureMakesNoBatch() {
    BatchKit kit = measuring(new ScriptedRecords(1));
    assertThatExceptionOfType(NoSuchIndicator.class)
        .isThrownBy(() -> kit.indicators().measure("none"))
        .satisfies(refused -> assertThat(refused.name()).isEqualTo("none"));
    define(kit, "a");
    kit.indicators().deactivate("a");
    assertThatExceptionOfType(NoSuchIndicator.class)
        .isThrownBy(() -> kit.indicators().measure(GROUP));
    assertThat(kit.batches().newest(10)).isEmpty();
    assertThatExceptionOfType(NoSuchSession.class)
        .isThrownBy(() -> kit.indicators().session(17))
        .satisfies(refused -> assertThat(refused.sessionId()).isEqualTo(17));
  }

  @Test
  default void underAKeyAGroupIsMeasuredOnce() {
    ScriptedRecords data = new ScriptedRecords(1);
    BatchKit kit = measuring(data);
    define(kit, "a");
    kit.indicators().measure(GROUP, o -> o.key("2026-05-04"));
    assertThatExceptionOfType(BatchFrozen.class)
        .isThrownBy(() -> kit.indicators().measure(GROUP, o -> o.key("2026-05-04")));
    assertThat(data.opened()).isEqualTo(1);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> kit.indicators().measure(GROUP, o -> o.key("2026-05-04").only("a")));
    kit.indicators()
        .define(
            "stock",
            i ->
                i.name("b")
                    .type("validity")
                    .target("a")
                    .measures("v")
                    .alertWhen(Quantity.VALUE, AlertOperator.GT, "10"));
    Run other = kit.indicators().measure("stock", o -> o.key("2026-05-04"));
    assertThat(session(kit, other, "b").verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  default void manyRecordsAreStoredInOrderWhereAllAreKept() {
    Object[] values = IntStream.range(0, 3_500).mapToObj(i -> (Object) (i % 20)).toArray();
    BatchKit kit = measuring(new ScriptedRecords(values));
    define(kit, "a", draft -> draft.keep(KeepRecords.all()));
    Run run = kit.indicators().measure(GROUP);
    Session session = session(kit, run, "a");
    List<SessionRecord> all = new ArrayList<>();
    List<SessionRecord> page = kit.indicators().records(session.id(), false, null, 1_000);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = kit.indicators().records(session.id(), false, all.get(all.size() - 1), 1_000);
    }
    assertThat(all).hasSize(3_500);
    assertThat(all)
        .allSatisfy(
            record ->
                assertThat(record.record().values().get(0).target())
                    .isEqualTo(String.valueOf((record.sequence() - 1) % 20)));
    assertThat(session.counts()).extracting(RecordCounts::alerts).isEqualTo(9L * 175);
    assertThat(kit.batches().verify(run.batchId()).intact()).isTrue();
  }

  @Test
  default void whatWasMeasuredIsFrozenWithItsBatch() {
    BatchKit kit = measuring(new ScriptedRecords(1));
    define(kit, "a");
    Run run = kit.indicators().measure(GROUP);
    long id = session(kit, run, "a").id();
    assertThatExceptionOfType(StoreFailed.class)
        .isThrownBy(() -> store().inUnit("attack", unit -> unit.sessions().deleteRecords(id, 1)));
    assertThatExceptionOfType(StoreFailed.class)
        .isThrownBy(
            () ->
                store()
                    .inUnit(
                        "attack",
                        unit -> {
                          unit.sessions().addRecords(id, List.of());
                          return id;
                        }));
  }

  @Test
  default void batchesOfAGroupAreReadWithWhatTheirSessionsSay() {
    BatchKit kit = measuring(new ScriptedRecords(1), new ScriptedRecords(99));
    define(kit, "a");
    define(kit, "b");
    Run first = kit.indicators().measure(GROUP);
    Run second = kit.indicators().measure(GROUP, o -> o.only("a"));
    assertThat(kit.indicators().batches(null, null, 10))
        .satisfiesExactly(
            last -> {
              assertThat(last.batchId()).isEqualTo(second.batchId());
              assertThat(last.group()).isEqualTo(GROUP);
              assertThat(last.quality().alerted()).isZero();
              assertThat(last.startedAt()).isNotNull();
              assertThat(last.finishedAt()).isNotNull();
            },
            one -> {
              assertThat(one.batchId()).isEqualTo(first.batchId());
              assertThat(one.status()).isEqualTo(BatchStatus.SUCCESS);
              assertThat(one.quality().alerted()).isEqualTo(1);
            });
    assertThat(kit.indicators().sessions().group(GROUP).page(10)).hasSize(3);
    assertThat(kit.indicators().sessions().verdict(Verdict.ALERT).page(10)).hasSize(1);
  }
}
