package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.store.Claim;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.Store;
import org.junit.jupiter.api.Test;

/** Data that came out of a backup says so. */
abstract class RestoreContract extends StoreFixture {
  RestoreContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void everyBatchThatIsNotFrozenWasRestored() {
    long open = newBatch();
    long frozen = newBatch();
    freeze(frozen);
    Batch before = batch(frozen);
    Batch header = batch(open);
    assertThat(restored("scope-1")).isEqualTo(1);
    assertThat(batch(open).restoredAt()).isEqualTo(Samples.LATER);
    assertThat(batch(open))
        .usingRecursiveComparison()
        .ignoringFields("restoredAt")
        .isEqualTo(header);
    assertThat(batch(frozen)).isEqualTo(before);
  }

  @Test
  void batchesThatAreInsertedLaterHaveTheLastKeyScope() {
    long before = newBatch();
    restored("scope-1");
    long first = newBatch();
    restored("scope-2");
    long second = newBatch();
    assertThat(batch(before).keyScope()).isNull();
    assertThat(batch(first).keyScope()).isEqualTo("scope-1");
    assertThat(batch(second).keyScope()).isEqualTo("scope-2");
    assertThat(batch(second).restoredAt()).isNull();
    try (Store other = reopen(store())) {
      long third = newBatch(other, null);
      assertThat(batch(third).keyScope()).isEqualTo("scope-2");
    }
  }

  @Test
  void noRunMayHoldABatch() {
    long other = newBatch();
    Claim claim = claim(newBatch());
    assertRefused(unit -> unused(unit.batches().restored(Samples.LATER, "scope-1")));
    assertThat(batch(other).restoredAt()).isNull();
    assertThat(batch(newBatch()).keyScope()).isNull();
    assertThat(store().batches().claims()).containsExactly(claim);
  }

  private static void unused(int count) {
    assertThat(count).isNotNegative();
  }

  @Test
  void whatWasPurgedIsNotRestored() {
    long batchId = newBatch();
    write(
        unit ->
            unit.batches()
                .purge(new PurgeRecord(batchId, "prices", Samples.AT, null, 42, 0, null)));
    assertThat(restored("scope-1")).isZero();
  }

  @Test
  void batchesAreCountedByStatus() {
    assertThat(store().batches().countByStatus()).isEmpty();
    long batchId = newBatch();
    long unused = newBatch();
    Claim claim = claim(newBatch());
    assertThat(claim.batchId()).isGreaterThan(unused);
    write(
        unit ->
            unit.batches()
                .purge(new PurgeRecord(batchId, "prices", Samples.AT, null, 42, 0, null)));
    assertThat(store().batches().countByStatus())
        .containsOnly(
            java.util.Map.entry(BatchStatus.PENDING, 1L),
            java.util.Map.entry(BatchStatus.RUNNING, 1L));
  }

  private int restored(String keyScope) {
    return java.util.Objects.requireNonNull(
        in(unit -> unit.batches().restored(Samples.LATER, keyScope)));
  }
}
