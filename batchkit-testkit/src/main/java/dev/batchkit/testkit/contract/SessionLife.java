package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.batchkit.BatchKit;
import dev.batchkit.Orchestration;
import dev.batchkit.SessionSelection;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Run;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.store.Store;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The sessions of all runs are found by what, where, when and how far they are. */
interface SessionLife extends LifeFixture {
  @Test
  default void sessionsAreSelectedStepByStep() {
    BatchId id = newBatch();
    Run populated = populate(id, Prices.lines(3));
    Run executed = prices().execute(id);
    SessionSelection all = kit().orchestration().sessions();
    OrchestrationSession first = kit().orchestration().session(populated.id()).orElseThrow();
    assertThat(ids(all)).containsExactly(executed.id(), populated.id());
    assertThat(ids(all.after(executed.id()))).containsExactly(populated.id());
    assertThat(ids(all.after(executed.id()).after(null))).hasSize(2);
    assertThat(ids(all.nature("batchkit-execute"))).containsExactly(executed.id());
    assertThat(ids(all.device(first.deviceId()).nature("batchkit-populate")))
        .containsExactly(populated.id());
    assertThat(ids(all.device("none"))).isEmpty();
    assertThat(ids(all.from(executed.startedAt().plusMillis(1)))).isEmpty();
    assertThat(ids(all.before(executed.startedAt().plusMillis(1)))).hasSize(2);
    assertThat(all.after(populated.id()).state(SessionState.FINISHED).count()).isEqualTo(2);
    assertThatThrownBy(() -> all.page(0)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> all.after("none").page(1)).isInstanceOf(InvalidValue.class);
  }

  @Test
  default void aSessionRunsWhileItsKitLivesAndIsAbandonedAfterwards() throws Exception {
    BatchId id = populated(Prices.lines(1));
    Orchestration seen = kit().orchestration();
    SessionSelection running = seen.sessions().state(SessionState.RUNNING);
    SessionSelection abandoned = seen.sessions().state(SessionState.ABANDONED);
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              hangs.countDown();
              Aside.await(goOn);
            });
    Store dying = reopen(store());
    BatchKit dead = openKit(dying, options -> options.handler(handler()));
    Aside<Run> hung = Aside.run(() -> dead.batches(Prices.TYPE).execute(id));
    Aside.await(hangs);
    String session = lastRun(id).id();
    assertThat(ids(running)).containsExactly(session);
    assertThat(abandoned.count()).isZero();
    crash(dying);
    goOn.countDown();
    assertThatThrownBy(hung::get).isNotNull();
    assertThat(running.count()).isZero();
    assertThat(ids(abandoned)).containsExactly(session);
    assertThat(seen.state(seen.session(session).orElseThrow())).isEqualTo(SessionState.ABANDONED);
    kit().recover();
    assertThat(abandoned.count()).isZero();
    assertThat(seen.state(seen.session(session).orElseThrow())).isEqualTo(SessionState.FINISHED);
    assertThat(seen.statistics())
        .filteredOn(nature -> nature.natureId().equals("batchkit-execute"))
        .extracting(NatureStatistics::sessions, NatureStatistics::failed)
        .containsExactly(tuple(1L, 1L));
    assertThat(seen.natures()).hasSize(2);
    assertThat(seen.devices()).hasSize(1);
  }

  private static List<String> ids(SessionSelection selection) {
    return selection.page(10).stream().map(OrchestrationSession::id).toList();
  }
}
