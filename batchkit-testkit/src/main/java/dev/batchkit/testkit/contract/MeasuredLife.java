package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.SessionWrites;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Sessions that a run left behind while they were measured. */
interface MeasuredLife extends LifeFixture {
  /** A batch with a session that is being measured, and one that was. */
  private BatchId measuring() {
    BatchId id = populated(Prices.lines(2));
    store()
        .inUnit(
            "measure",
            unit -> {
              long group = Measurements.group(unit, "nightly", "first", "second");
              long first = unit.indicators().indicators(group).get(0).id();
              long second = unit.indicators().indicators(group).get(1).id();
              long unused =
                  unit.sessions().put(Measurements.Sample.of(id.value(), first).running().get());
              return unit.sessions().put(Measurements.Sample.of(id.value(), second).get());
            });
    return id;
  }

  private static void assertInterrupted(Store on) {
    Session first = session(on, "first");
    assertThat(first.status()).isEqualTo(SessionStatus.KILLED);
    assertThat(first.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(first.reason()).isEqualTo(SessionWrites.INTERRUPTED);
    assertThat(session(on, "second").status()).isEqualTo(SessionStatus.SUCCESS);
  }

  private static Session session(Store on, String indicator) {
    long id = on.indicators().indicator(indicator).orElseThrow().id();
    return on.sessions().last(id, Long.MAX_VALUE).orElseThrow();
  }

  @Test
  default void aCloneMeasuresTheGroupOfItsOriginalAndAnAmendedBatchItsOwn() {
    Batch like = batch(newBatch());
    long original = store().inUnit("measure", unit -> insertLike(unit, like));
    Long group = batch(new BatchId(original)).indicatorGroupId();
    assertThat(group).isNotNull();
    Batch clone = prices().cloneOf(new BatchId(original), draft -> draft.description("again"));
    assertThat(clone.indicatorGroupId()).isEqualTo(group);
    Batch amended = prices().amend(clone.id(), draft -> draft.notes("by night"));
    assertThat(amended.indicatorGroupId()).isEqualTo(group);
  }

  private static long insertLike(Unit unit, Batch like) {
    return unit.batches()
        .insert(
            new NewBatch(
                String.valueOf(like.type()),
                null,
                null,
                null,
                null,
                String.valueOf(like.rowTable()),
                like.statuses(),
                like.columns(),
                Measurements.group(unit, "nightly"),
                Samples.AT,
                ActorIds.NOBODY));
  }

  @Test
  default void theSessionsOfARunThatDiedAreInterruptedByRecovery() {
    BatchId id = measuring();
    handler().executor(chunk -> crash(store()));
    assertThatThrownBy(() -> prices().execute(id)).isNotNull();
    Store next = reopen(store());
    BatchKit unused = openKit(next, options -> options.handler(handler()));
    assertInterrupted(next);
  }

  @Test
  default void theSessionsOfARunThatIsTakenOverAreInterrupted() throws Exception {
    BatchId id = measuring();
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              hangs.countDown();
              Aside.await(goOn);
            });
    Aside<?> hung = Aside.run(() -> prices().execute(id));
    Aside.await(hangs);
    Objects.requireNonNull(another().batches(Prices.TYPE).takeOver(id));
    goOn.countDown();
    assertThatThrownBy(hung::get).isNotNull();
    assertInterrupted(store());
  }

  @Test
  default void theSessionsOfARunThatBrokeOffAreInterrupted() {
    BatchId id = measuring();
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  throw new StackOverflowError("broken");
                }));
    assertThatThrownBy(() -> prices().execute(id)).isNotInstanceOf(HandlerFailed.class);
    assertInterrupted(store());
  }
}
