package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RestoreReport;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.ClaimLost;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A store that came out of a backup is made fit to be worked on. */
interface RestoreLife extends LifeFixture {
  @Test
  default void afterARestoreWhatIsOpenIsMarkedAndNewBatchesGetNewKeys() {
    BatchId frozen = populated(Prices.lines(1));
    prices().execute(frozen);
    Batch before = batch(frozen);
    BatchId open = populated(Prices.lines(2));
    RestoreReport report = kit().afterRestore();
    assertThat(report.batches()).isEqualTo(1);
    assertThat(report.ended()).isEmpty();
    assertThat(batch(frozen)).isEqualTo(before);
    assertThat(prices().verify(frozen).intact()).isTrue();
    assertThat(batch(open).restoredAt()).isNotNull();
    assertThat(batch(open).keyScope()).isNull();
    Batch later = prices().create(draft -> draft);
    assertThat(later.restoredAt()).isNull();
    assertThat(later.keyScope()).isEqualTo(report.keyScope());
    assertThat(kit().afterRestore().keyScope()).isNotEqualTo(report.keyScope());
  }

  @Test
  default void aRestoredBatchIsExecutedAndSealedAsAnyOther() {
    BatchId id = populated(Prices.lines(3));
    kit().afterRestore();
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(batch(id).restoredAt()).isNotNull();
    assertThat(prices().verify(id).intact()).isTrue();
    assertThat(kit().verifyAll().intact()).isTrue();
  }

  @Test
  default void runsThatWereGoingOnEndWhoeverOwnsThem() throws Exception {
    BatchId executed = populated(Prices.lines(3));
    BatchId populated = newBatch();
    CountDownLatch hang = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              hang.countDown();
              Aside.await(goOn);
            });
    handler()
        .source(
            batch -> {
              hang.countDown();
              Aside.await(goOn);
            });
    Aside<Run> execution = Aside.run(() -> prices().execute(executed));
    Aside<Run> population = Aside.run(() -> prices().populate(populated));
    Aside.await(hang);
    RestoreReport report = another().afterRestore();
    assertThat(report.ended())
        .hasSize(2)
        .allMatch(run -> run.outcome() == RunOutcome.INTERRUPTED)
        .extracting(Run::batchId)
        .containsExactlyInAnyOrder(executed, populated);
    assertThat(report.batches()).isEqualTo(2);
    assertThat(batch(executed).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(batch(populated).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch(executed).restoredAt()).isNotNull();
    goOn.countDown();
    Assertions.assertThatThrownBy(execution::get).isInstanceOf(ClaimLost.class);
    Assertions.assertThatThrownBy(population::get).isInstanceOf(ClaimLost.class);
  }
}
