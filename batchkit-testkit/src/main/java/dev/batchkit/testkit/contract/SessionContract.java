package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Actor;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.SessionFilter;
import dev.batchkit.store.SessionWrites;
import dev.batchkit.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Sessions of batches: kept as they were stored, one of an indicator in a batch. */
abstract class SessionContract extends MeasuredFixture {
  SessionContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aSessionIsKeptAsItWasStored() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example", "buyers")));
    NewSession made = sample().by(ann).get();
    long id = put(made);
    Session read = store().sessions().find(id).orElseThrow();
    assertThat(read).isEqualTo(expected(id, made));
    assertThat(read.duration()).isEqualTo(Duration.ofMillis(1_234));
    assertThat(store().sessions().find(batchId, indicatorId)).contains(read);
    assertThat(store().sessions().find(id + 1)).isEmpty();
    assertThat(store().sessions().find(batchId + 1, indicatorId)).isEmpty();
    assertThat(store().sessions().find(batchId, indicatorId + 1)).isEmpty();
  }

  @Test
  void aSessionThatIsNotFinishedHasNeitherVerdictNorCountsNorEnd() {
    NewSession made = sample().running().series(null).get();
    assertThat(store().sessions().find(put(made))).contains(expected(1, made));
  }

  @Test
  void anExactThresholdIsKeptAsItsText() {
    String exact = "-0.10000000000000000000000000000000000000000000000001";
    NewSession made =
        sample().condition(AlertCondition.of(Quantity.VALUE, AlertOperator.LE, exact)).get();
    Session read = store().sessions().find(put(made)).orElseThrow();
    assertThat(String.valueOf(read.threshold())).isEqualTo(exact);
    assertThat(read.operator()).isEqualTo(AlertOperator.LE);
  }

  @Test
  void aSessionWhoseDefinitionCannotBeReadHasNoCondition() {
    NewSession made = sample().verdict(Verdict.NOT_MEASURED).condition(null).get();
    long id = put(made);
    Session read = store().sessions().find(id).orElseThrow();
    assertThat(read).isEqualTo(expected(id, made));
    assertThat(read.quantity()).isNull();
    assertThat(read.operator()).isNull();
    assertThat(read.threshold()).isNull();
    assertThat(put(sample().get())).isEqualTo(id);
    assertThat(put(made)).isEqualTo(id);
    assertThat(store().sessions().find(id)).contains(read);
  }

  @Test
  void aSessionIsStoredAgainWithItsIdAndWhatItWasCreatedBy() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example", "buyers")));
    ActorIds bob = in(unit -> unit.resolve(Actor.of("bob@acme.example", "sellers")));
    long id = put(sample().running().by(ann).get());
    long other = put(Measurements.Sample.of(batchId, second).get());
    write(unit -> unit.sessions().addRecords(id, Measurements.records(1, 3)));
    NewSession again = sample().verdict(Verdict.ALERT).at(Samples.LATER).by(bob).get();
    assertThat(put(again)).isEqualTo(id);
    Session read = store().sessions().find(id).orElseThrow();
    assertThat(read).isEqualTo(expected(id, sample().by(ann).get(), again));
    assertThat(store().sessions().records(id, false, 0, 10)).hasSize(3);
    assertThat(store().sessions().find(batchId, second).map(Session::id)).contains(other);
    assertThat(store().sessions().page(SessionFilter.ALL, Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void anIndicatorHasASessionInEachBatch() {
    long next = newMeasuringBatch();
    long first = put(sample().get());
    assertThat(put(Measurements.Sample.of(next, indicatorId).get())).isGreaterThan(first);
    assertThat(store().sessions().find(batchId, indicatorId).map(Session::id)).contains(first);
  }

  @Test
  void aUnitReadsWhatItStored() {
    write(
        unit -> {
          long id = unit.sessions().put(sample().get());
          assertThat(unit.sessions().find(id)).isPresent();
          assertThat(store().sessions().find(id)).isEmpty();
        });
  }

  @Test
  void whatASessionNamesMustExist() {
    long frozen = newMeasuringBatch();
    freeze(frozen);
    for (NewSession session :
        List.of(
            Measurements.Sample.of(99, indicatorId).get(),
            Measurements.Sample.of(batchId, 99).get(),
            Measurements.Sample.of(frozen, indicatorId).get(),
            sample().by(new ActorIds(99L, null)).get(),
            sample().by(new ActorIds(null, 99L)).get())) {
      assertRefused(
          unit -> {
            long unused = unit.sessions().put(session);
          });
    }
    assertThat(store().sessions().page(SessionFilter.ALL, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void nothingOfAFrozenBatchIsChanged() {
    long id = put(sample().running().get());
    write(unit -> unit.sessions().addRecords(id, Measurements.records(1, 2)));
    Session before = store().sessions().find(id).orElseThrow();
    freeze(batchId);
    assertRefused(
        unit -> {
          long unused = unit.sessions().put(sample().get());
        });
    assertRefused(unit -> unit.sessions().addRecords(id, Measurements.records(3, 3)));
    assertRefused(unit -> delete(unit, id, 1));
    assertRefused(unit -> unit.sessions().interrupt(batchId, Samples.LATER));
    assertRefused(
        unit ->
            unit.sessions().requestCancel(batchId, indicatorId, Samples.LATER, ActorIds.NOBODY));
    assertThat(store().sessions().find(id)).contains(before);
    assertThat(store().sessions().records(id, false, 0, 10)).hasSize(2);
  }

  private static void delete(Unit unit, long sessionId, int limit) {
    int unused = unit.sessions().deleteRecords(sessionId, limit);
  }

  @Test
  void theSessionsOfABatchThatRunAreInterrupted() {
    long running = put(sample().running().get());
    NewSession measured = Measurements.Sample.of(batchId, second).get();
    long done = put(measured);
    long elsewhere = put(Measurements.Sample.of(newMeasuringBatch(), third).running().get());
    write(unit -> unit.sessions().interrupt(batchId, Samples.LATER));
    assertThat(store().sessions().find(running))
        .hasValueSatisfying(
            session -> {
              assertThat(session.status()).isEqualTo(SessionStatus.KILLED);
              assertThat(session.verdict()).isEqualTo(Verdict.NOT_MEASURED);
              assertThat(session.finishedAt()).isEqualTo(Samples.LATER);
              assertThat(session.startedAt()).isEqualTo(Samples.AT);
              assertThat(session.reason()).isEqualTo(SessionWrites.INTERRUPTED);
              assertThat(session.counts()).isNull();
              assertThat(session.extreme()).isNull();
            });
    assertThat(store().sessions().find(done)).contains(expected(done, measured));
    assertThat(store().sessions().find(elsewhere).orElseThrow().status())
        .isEqualTo(SessionStatus.RUNNING);
  }

  @Test
  void whereNoSessionRunsNothingIsInterruptedNorRefused() {
    freeze(batchId);
    write(unit -> unit.sessions().interrupt(batchId, Samples.LATER));
    write(unit -> unit.sessions().interrupt(99, Samples.LATER));
  }

  @Test
  void requestsToCancelAreReadFromATimeOn() {
    cancel(batchId, indicatorId, Samples.AT);
    cancel(batchId, second, Samples.LATER);
    cancel(batchId, second, Samples.LATER);
    cancel(newMeasuringBatch(), third, Samples.LATER);
    assertThat(store().sessions().cancelRequests(batchId, Samples.AT))
        .containsExactlyInAnyOrder(indicatorId, second);
    assertThat(store().sessions().cancelRequests(batchId, Samples.AT.plusMillis(1)))
        .containsExactly(second);
    assertThat(store().sessions().cancelRequests(batchId, Samples.LATER.plusMillis(1))).isEmpty();
  }

  private void cancel(long batch, long indicator, Instant at) {
    write(unit -> unit.sessions().requestCancel(batch, indicator, at, ActorIds.NOBODY));
  }

  @Test
  void aRequestToCancelNamesWhatExists() {
    ActorIds unknown = new ActorIds(99L, null);
    for (Consumer<Unit> asked :
        List.<Consumer<Unit>>of(
            unit -> unit.sessions().requestCancel(99, indicatorId, Samples.AT, ActorIds.NOBODY),
            unit -> unit.sessions().requestCancel(batchId, 99, Samples.AT, ActorIds.NOBODY),
            unit -> unit.sessions().requestCancel(batchId, indicatorId, Samples.AT, unknown))) {
      assertRefused(asked);
    }
    assertThat(store().sessions().cancelRequests(batchId, Samples.AT)).isEmpty();
  }

  @Test
  void theSessionsOfAPurgedBatchAreNotThereAndTheirPartsGoLittleByLittle() {
    long id = put(sample().get());
    long kept = put(Measurements.Sample.of(newMeasuringBatch(), indicatorId).get());
    write(
        unit -> {
          unit.sessions().addRecords(id, Measurements.records(1, 10));
          unit.sessions().addRecords(kept, Measurements.records(1, 2));
          unit.sessions().requestCancel(batchId, indicatorId, Samples.AT, ActorIds.NOBODY);
          unit.deliveries().add(id, "mail", Verdict.OK, null, Samples.AT);
        });
    freeze(batchId);
    PurgeRecord purge =
        new PurgeRecord(batchId, "prices", Samples.AT, null, store().owner(), 0, Samples.SEAL);
    write(unit -> unit.batches().purge(purge));
    assertThat(store().sessions().find(id)).isEmpty();
    assertThat(store().sessions().find(batchId, indicatorId)).isEmpty();
    assertThat(store().sessions().page(SessionFilter.ALL, Long.MAX_VALUE, 10))
        .extracting(Session::id)
        .containsExactly(kept);
    assertThat(store().sessions().last(indicatorId, kept)).isEmpty();
    assertThat(store().sessions().quality(SessionFilter.ALL).sessions()).isEqualTo(1);
    assertThat(store().sessions().records(id, false, 0, 10)).isEmpty();
    assertThat(store().sessions().cancelRequests(batchId, Samples.AT)).isEmpty();
    assertThat(store().sessions().batches(groupId, Long.MAX_VALUE, 10)).hasSize(1);
    assertThat(store().sessions().history(indicatorId, "series", List.of("key-1"), 5)).hasSize(1);
    assertThat(store().deliveries().waiting()).isEmpty();
    assertRefused(unit -> unit.sessions().addRecords(id, Measurements.records(11, 11)));
    int deleted;
    do {
      deleted = in(unit -> unit.batches().deletePurged(batchId, 4));
      assertThat(deleted).isLessThanOrEqualTo(4);
    } while (deleted == 4);
    assertThat(store().batches().unfinishedPurges()).isEmpty();
    assertThat(store().sessions().records(kept, false, 0, 10))
        .extracting(SessionRecord::sequence)
        .containsExactly(1L, 2L);
    assertThat(put(Measurements.Sample.of(newMeasuringBatch(), second).get())).isGreaterThan(kept);
  }
}
