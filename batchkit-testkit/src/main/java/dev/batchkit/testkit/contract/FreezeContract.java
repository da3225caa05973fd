package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Claim;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A frozen batch does not change, whoever asks. */
abstract class FreezeContract extends StoreFixture {
  FreezeContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aFrozenBatchHasItsSealAndTheTimeItWasFrozenAt() {
    long batchId = newBatch();
    Batch before = batch(batchId);
    freeze(batchId);
    assertThat(batch(batchId).isFrozen()).isTrue();
    assertThat(batch(batchId).seal()).isEqualTo(Samples.SEAL);
    assertThat(batch(batchId).frozenAt()).isEqualTo(Samples.AT);
    assertThat(batch(batchId))
        .usingRecursiveComparison()
        .ignoringFields("seal", "frozenAt")
        .isEqualTo(before);
  }

  @Test
  void aBatchIsFrozenOnce() {
    long batchId = newBatch();
    freeze(batchId);
    assertRefused(unit -> unit.batches().freeze(batchId, "0".repeat(64), Samples.LATER));
    assertThat(batch(batchId).seal()).isEqualTo(Samples.SEAL);
  }

  @Test
  void aBatchThatARunHoldsIsNotFrozen() {
    Claim claim = claim(newBatch());
    assertRefused(unit -> unit.batches().freeze(claim.batchId(), Samples.SEAL, Samples.AT));
    assertThat(batch(claim.batchId()).isFrozen()).isFalse();
  }

  @Test
  void aBatchIsSettledAndFrozenInOneUnit() {
    Claim claim = claim(newBatch());
    Batch running = batch(claim.batchId());
    write(
        unit -> {
          unit.batches().settle(running, claim);
          unit.batches().freeze(claim.batchId(), Samples.SEAL, Samples.AT);
        });
    assertThat(batch(claim.batchId()).isFrozen()).isTrue();
    assertThat(store().batches().claims()).isEmpty();
  }

  @Test
  void aFrozenBatchIsNotToBeHad() {
    long batchId = newBatch();
    freeze(batchId);
    Batch frozen = batch(batchId);
    Optional<Claim> claim =
        in(
            unit ->
                unit.batches()
                    .claim(
                        batchId,
                        EnumSet.allOf(BatchStatus.class),
                        Activity.EXECUTE,
                        store().owner(),
                        Samples.LATER,
                        ActorIds.NOBODY));
    assertThat(claim).isEmpty();
    assertThat(batch(batchId)).isEqualTo(frozen);
  }

  @Test
  void theClaimOfAFrozenBatchSettlesNothing() {
    Claim claim = claim(newBatch());
    Batch running = batch(claim.batchId());
    write(unit -> unit.batches().settle(running, claim));
    freeze(claim.batchId());
    Batch frozen = batch(claim.batchId());
    assertRefused(unit -> unit.batches().settle(running, claim));
    assertThat(batch(claim.batchId())).isEqualTo(frozen);
  }

  @Test
  void noRowIsInsertedIntoAFrozenBatch() {
    assertFrozen(
        (unit, batchId) -> unit.rows().insert(Samples.PRICES, batchId, List.of(Samples.row(9))));
  }

  @Test
  void noRowOfAFrozenBatchIsUpdated() {
    assertFrozen(
        (unit, batchId) ->
            unit.rows().update(Samples.PRICES, batchId, List.of(Samples.row(1, "ODD"))));
  }

  @Test
  void noRowOfAFrozenBatchIsMarked() {
    assertFrozen(
        (unit, batchId) ->
            unit.rows()
                .mark(
                    Samples.PRICES,
                    batchId,
                    List.of(new OutcomeMark(1, RowOutcome.SKIPPED, null))));
  }

  @Test
  void noRowOfAFrozenBatchIsDeleted() {
    assertFrozen(
        (unit, batchId) -> {
          int unused = unit.rows().deleteOutside(Samples.PRICES, batchId, RowWindow.EMPTY, 10);
        });
  }

  @Test
  void aFrozenBatchKeepsItsKey() {
    long batchId = newBatch("key");
    freeze(batchId);
    assertRefused(unit -> unit.batches().insert(Samples.batch("prices", "key")));
    assertThat(store().batches().findByKey("prices", "key")).contains(batchId);
  }

  @Test
  void batchesBesideAFrozenOneChangeAsBefore() {
    freeze(batchWith(Samples.row(1)));
    long batchId = batchWith(Samples.row(1));
    write(unit -> unit.rows().update(Samples.PRICES, batchId, List.of(Samples.row(1, "ODD"))));
    assertThat(row(batchId, 1).status()).isEqualTo("ODD");
  }

  private void assertFrozen(BiConsumer<Unit, Long> change) {
    long batchId = batchWith(Samples.row(1), Samples.row(2));
    freeze(batchId);
    Batch header = batch(batchId);
    List<StoredRow> rows = rows(batchId);
    assertRefused(unit -> change.accept(unit, batchId));
    assertThat(batch(batchId)).isEqualTo(header);
    assertThat(rows(batchId)).isEqualTo(rows);
  }
}
