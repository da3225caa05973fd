package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Run;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.Claim;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A purged batch is gone at once, and its parts go little by little. */
abstract class PurgeContract extends StoreFixture {
  PurgeContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aPurgedBatchIsNotThereAnyMore() {
    long batchId = newBatch("key");
    purge(batchId);
    assertThat(store().batches().find(batchId)).isEmpty();
    assertThat(store().batches().page(new BatchQuery(null, null, Long.MAX_VALUE, 10))).isEmpty();
    assertThat(store().batches().page(new BatchQuery("prices", null, Long.MAX_VALUE, 10)))
        .isEmpty();
    assertThat(store().batches().findByKey("prices", "key")).isEmpty();
    List<String> shown = new ArrayList<>();
    store().batches().showHeader(batchId, (part, names, cells) -> shown.add(part));
    assertThat(shown).isEmpty();
  }

  @Test
  void aPurgeIsOnRecordForEver() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example")));
    long batchId = newBatch();
    freeze(batchId);
    PurgeRecord record =
        new PurgeRecord(
            batchId, "prices", Samples.AT, ann.userId(), store().owner(), 7, Samples.SEAL);
    write(unit -> unit.batches().purge(record));
    assertThat(store().batches().findPurged(batchId)).contains(record);
    deleteAll(batchId);
    assertThat(store().batches().findPurged(batchId)).contains(record);
    try (Store other = reopen(store())) {
      assertThat(other.batches().findPurged(batchId)).contains(record);
    }
  }

  @Test
  void onlyAPurgedBatchHasARecord() {
    long batchId = newBatch();
    assertThat(store().batches().findPurged(batchId)).isEmpty();
    assertThat(store().batches().findPurged(batchId + 1)).isEmpty();
    assertThat(store().batches().unfinishedPurges()).isEmpty();
  }

  @Test
  void aPurgeIsUnfinishedUntilNothingIsLeft() {
    long first = batchWith(Samples.row(1), Samples.row(2));
    long second = newBatch();
    purge(second);
    purge(first);
    assertThat(store().batches().unfinishedPurges())
        .extracting(PurgeRecord::batchId)
        .containsExactly(first, second);
    deleteAll(second);
    assertThat(delete(first, 1)).isEqualTo(1);
    try (Store other = reopen(store())) {
      assertThat(other.batches().unfinishedPurges())
          .extracting(PurgeRecord::batchId)
          .containsExactly(first);
    }
    deleteAll(first);
    assertThat(store().batches().unfinishedPurges()).isEmpty();
  }

  @Test
  void theKeyOfAPurgedBatchIsFreeAtOnce() {
    long batchId = newBatch("key");
    freeze(batchId);
    purge(batchId);
    long next = newBatch("key");
    assertThat(store().batches().findByKey("prices", "key")).contains(next);
    deleteAll(batchId);
    assertThat(store().batches().findByKey("prices", "key")).contains(next);
  }

  @Test
  void theIdOfAPurgedBatchIsNeverUsedAgain() {
    long batchId = newBatch();
    purge(batchId);
    deleteAll(batchId);
    assertThat(newBatch()).isGreaterThan(batchId);
    try (Store other = reopen(store())) {
      assertThat(newBatch(other, null)).isGreaterThan(batchId + 1);
    }
  }

  @Test
  void aBatchThatARunHoldsIsNotPurged() {
    Claim claim = claim(newBatch());
    assertRefused(unit -> unit.batches().purge(record(claim.batchId())));
    assertThat(store().batches().claims()).containsExactly(claim);
    assertThat(store().batches().findPurged(claim.batchId())).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotPurged() {
    long batchId = newBatch();
    assertRefused(unit -> unit.batches().purge(record(batchId + 1)));
    assertThat(store().batches().findPurged(batchId + 1)).isEmpty();
  }

  @Test
  void aBatchIsPurgedOnce() {
    long batchId = newBatch();
    purge(batchId);
    assertRefused(unit -> unit.batches().purge(record(batchId)));
    deleteAll(batchId);
    assertRefused(unit -> unit.batches().purge(record(batchId)));
  }

  @Test
  void whoPurgesMustExist() {
    long batchId = newBatch();
    assertRefused(
        unit ->
            unit.batches().purge(new PurgeRecord(batchId, "prices", Samples.AT, 99L, 1, 0, null)));
    assertThat(store().batches().find(batchId)).isPresent();
  }

  @Test
  void aPurgeIsUndoneWithItsUnit() {
    long batchId = newBatch("key");
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      unit.batches().purge(record(batchId));
                      assertThat(unit.batches().find(batchId)).isEmpty();
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().batches().find(batchId)).isPresent();
    assertThat(store().batches().findByKey("prices", "key")).contains(batchId);
  }

  @Test
  void noRunGetsAPurgedBatch() {
    long batchId = newBatch();
    purge(batchId);
    Optional<Claim> claim =
        in(
            unit ->
                unit.batches()
                    .claim(
                        batchId,
                        EnumSet.allOf(BatchStatus.class),
                        Activity.POPULATE,
                        store().owner(),
                        Samples.LATER,
                        ActorIds.NOBODY));
    assertThat(claim).isEmpty();
    assertThat(store().batches().claims()).isEmpty();
  }

  @Test
  void aPurgedBatchIsNeitherChangedNorFrozen() {
    long batchId = newBatch();
    Batch header = batch(batchId);
    purge(batchId);
    assertRefused(unit -> unit.batches().change(header));
    assertRefused(unit -> unit.batches().freeze(batchId, Samples.SEAL, Samples.AT));
  }

  @Test
  void nothingOfABatchIsDeletedThatWasNotPurged() {
    long batchId = batchWith(Samples.row(1));
    assertThatThrownBy(() -> delete(batchId, 10)).isInstanceOf(StoreFailed.class);
    assertThat(rows(batchId)).hasSize(1);
  }

  @Test
  void rowsGoByAscendingSequenceAtMostSoManyAtATime() {
    long batchId =
        batchWith(LongStream.rangeClosed(1, 5).mapToObj(Samples::row).toArray(StoredRow[]::new));
    purge(batchId);
    assertThat(delete(batchId, 2)).isEqualTo(2);
    assertThat(rows(batchId)).extracting(StoredRow::sequence).containsExactly(3L, 4L, 5L);
    assertThat(delete(batchId, 2)).isEqualTo(2);
    assertThat(delete(batchId, 10)).isLessThan(10).isPositive();
    assertThat(rows(batchId)).isEmpty();
    assertThat(delete(batchId, 10)).isZero();
  }

  @Test
  void rowsGoWhereverTheyLie() {
    long batchId = batchWith(Samples.row(-5), Samples.row(1), Samples.row(Long.MAX_VALUE));
    purge(batchId);
    deleteAll(batchId);
    assertThat(store().rows().find(Samples.PRICES, batchId, -5)).isEmpty();
    assertThat(store().rows().find(Samples.PRICES, batchId, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void appliedRowsOfAFrozenBatchGoWhenItIsPurged() {
    long batchId = batchMarked(Samples.row(1), new OutcomeMark(1, RowOutcome.APPLIED, null));
    freeze(batchId);
    assertRefused(unit -> deleteOutside(unit, batchId));
    purge(batchId);
    deleteAll(batchId);
    assertThat(rows(batchId)).isEmpty();
  }

  private static void deleteOutside(dev.batchkit.store.Unit unit, long batchId) {
    int unused = unit.rows().deleteOutside(Samples.PRICES, batchId, RowWindow.EMPTY, 10);
  }

  @Test
  void batchesBesideAPurgedOneKeepWhatTheyHave() {
    long batchId = batchWith(Samples.row(1));
    long kept = batchWith(Samples.row(1), Samples.row(2));
    Batch header = batch(kept);
    List<StoredRow> rows = rows(kept);
    purge(batchId);
    deleteAll(batchId);
    assertThat(batch(kept)).isEqualTo(header);
    assertThat(rows(kept)).isEqualTo(rows);
  }

  @Test
  void theRunsOfAPurgedBatchStay() {
    long batchId = newBatch();
    Run run = Samples.run("run-1", batchId);
    write(
        unit -> {
          Samples.session(unit, run.id());
          unit.runs().insert(run);
        });
    purge(batchId);
    deleteAll(batchId);
    assertThat(store().runs().ofBatch(batchId)).containsExactly(run);
    assertThat(store().ledger().session(run.id())).isPresent();
  }

  @Test
  void spaceIsGivenBackUntilThereIsNoneLeft() {
    long batchId =
        batchWith(
            LongStream.rangeClosed(1, 5_000).mapToObj(Samples::row).toArray(StoredRow[]::new));
    purge(batchId);
    deleteAll(batchId);
    long steps = 0;
    while (reclaim(3) > 0) {
      steps++;
    }
    assertThat(steps).isLessThan(5_000);
    assertThat(reclaim(1_000)).isZero();
  }

  private long reclaim(int pages) {
    return Objects.requireNonNull(in(unit -> unit.reclaim(pages)));
  }

  private void purge(long batchId) {
    write(unit -> unit.batches().purge(record(batchId)));
  }

  private PurgeRecord record(long batchId) {
    return new PurgeRecord(batchId, "prices", Samples.AT, null, store().owner(), 0, null);
  }

  private int delete(long batchId, int limit) {
    return Objects.requireNonNull(in(unit -> unit.batches().deletePurged(batchId, limit)));
  }

  private void deleteAll(long batchId) {
    int deleted;
    do {
      deleted = delete(batchId, 1_000);
    } while (deleted == 1_000);
  }
}
