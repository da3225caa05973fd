package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.FullVerification;
import dev.batchkit.batch.SealFault;
import dev.batchkit.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All seals at once, against what is stored and against the ledger. */
interface VerifyAllLife extends LifeFixture {
  @Test
  default void everythingIsIntactThatNobodyTouched() {
    assertThat(kit().verifyAll()).isEqualTo(new FullVerification(0, java.util.List.of()));
    for (int rows = 0; rows < 3; rows++) {
      BatchId id = populated(Prices.lines(rows));
      prices().execute(id);
    }
    BatchId draft = populated(Prices.lines(2));
    prices().refresh(draft);
    FullVerification found = kit().verifyAll();
    assertThat(found.sealed()).isEqualTo(3);
    assertThat(found.faults()).isEmpty();
    assertThat(found.intact()).isTrue();
    assertThat(prices().verifyAll()).isEqualTo(found);
  }

  @Test
  default void aPurgedBatchIsNotMissed() {
    BatchId id = populated(Prices.lines(2));
    prices().execute(id);
    kit().purge(purge -> purge.olderThan(Duration.ZERO));
    assertThat(kit().verifyAll()).isEqualTo(new FullVerification(0, java.util.List.of()));
  }

  @Test
  default void aSealThatTheLedgerDoesNotKnowIsFound() {
    BatchId id = populated(Prices.lines(2));
    freezeAs(id, null);
    assertThat(kit().verifyAll().faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault)
                  .isEqualTo(new SealFault(id, SealFault.Kind.OTHER_SEAL, null, Samples.SEAL));
              assertThat(fault.text()).contains("Batch " + id, "ledger");
            });
  }

  @Test
  default void aSealThatIsNotThatOfWhatIsStoredIsFound() {
    BatchId before = populated(Prices.lines(1));
    prices().execute(before);
    BatchId id = populated(Prices.lines(2));
    freezeAs(id, Samples.SEAL);
    FullVerification found = kit().verifyAll();
    assertThat(found.sealed()).isEqualTo(2);
    assertThat(found.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.kind()).isEqualTo(SealFault.Kind.CHANGED);
              assertThat(fault.batchId()).isEqualTo(id);
              assertThat(fault.expected()).isEqualTo(Samples.SEAL);
              assertThat(fault.found()).isEqualTo(prices().verify(id).found());
            });
  }

  @Test
  default void aBatchThatAnotherSealIsOnRecordOfIsFound() {
    BatchId id = populated(Prices.lines(2));
    freezeAs(id, "0".repeat(64));
    assertThat(kit().verifyAll().faults())
        .containsExactly(
            new SealFault(id, SealFault.Kind.OTHER_SEAL, "0".repeat(64), Samples.SEAL));
  }

  /** Freezes a batch under a seal that is none, and has its last run tell of another. */
  private void freezeAs(BatchId id, @org.jspecify.annotations.Nullable String recorded) {
    String run = lastRun(id).id();
    boolean unused =
        store()
            .inUnit(
                "test",
                unit -> {
                  unit.batches().freeze(id.value(), Samples.SEAL, Samples.AT);
                  if (recorded != null) {
                    unit.ledger().finish(run, Samples.AT, Json.write(Map.of("seal", recorded)), "");
                  }
                  return true;
                });
  }
}
