package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Claim;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the parts of the contract share: the store under test, and the steps that they all take. */
abstract class StoreFixture {
  static final RowWindow ALL = new RowWindow(1, Long.MAX_VALUE - 1, Long.MAX_VALUE - 1);

  private final StoreContract contract;

  StoreFixture(StoreContract contract) {
    this.contract = contract;
  }

  final Store open() {
    return contract.open();
  }

  final Store reopen(Store store) {
    return contract.reopen(store);
  }

  final void crash(Store store) {
    contract.crash(store);
  }

  final Store store() {
    return contract.store();
  }

  /** Does something in a unit of work, and gives back what came of it. */
  final <T> T in(Function<Unit, T> work) {
    return in(store(), work);
  }

  /** Does something in a unit of work of a store, and gives back what came of it. */
  final <T> T in(Store store, Function<Unit, T> work) {
    return store.inUnit("contract", work::apply);
  }

  /** Does something in a unit of work. */
  final void write(Consumer<Unit> work) {
    boolean unused =
        in(
            unit -> {
              work.accept(unit);
              return true;
            });
  }

  /** Does something in a unit of work that the store must refuse. */
  final void assertRefused(Consumer<Unit> work) {
    assertThatThrownBy(() -> write(work)).isInstanceOf(StoreFailed.class);
  }

  final long newBatch() {
    return newBatch(store(), null);
  }

  /** Inserts a batch with a key. */
  final long newBatch(String key) {
    return newBatch(store(), key);
  }

  /** Inserts a batch through a store. */
  final long newBatch(Store store, @Nullable String key) {
    return in(store, unit -> unit.batches().insert(Samples.batch("prices", key)));
  }

  final long batchWith(StoredRow... rows) {
    long batchId = newBatch();
    write(unit -> unit.rows().insert(Samples.PRICES, batchId, List.of(rows)));
    return batchId;
  }

  final long batchMarked(StoredRow row, OutcomeMark mark) {
    long batchId = batchWith(row);
    write(unit -> unit.rows().mark(Samples.PRICES, batchId, List.of(mark)));
    return batchId;
  }

  final Batch batch(long batchId) {
    return store().batches().find(batchId).orElseThrow();
  }

  /** Every row of a batch, wherever it lies, removed ones included. */
  final List<StoredRow> rows(long batchId) {
    return store()
        .rows()
        .page(Samples.PRICES, new RowQuery(batchId, ALL, 0, Set.of(), true, 10_000));
  }

  final StoredRow row(long batchId, long sequence) {
    return store().rows().find(Samples.PRICES, batchId, sequence).orElseThrow();
  }

  final Claim claim(long batchId) {
    return claim(batchId, Activity.EXECUTE);
  }

  final Claim claim(long batchId, Activity activity) {
    return in(unit -> claim(unit, batchId, activity, store().owner()));
  }

  static Claim claim(Unit unit, long batchId, Activity activity, long owner) {
    return unit.batches()
        .claim(
            batchId, EnumSet.allOf(BatchStatus.class), activity, owner, Samples.AT, ActorIds.NOBODY)
        .orElseThrow();
  }

  final void freeze(long batchId) {
    write(unit -> unit.batches().freeze(batchId, Samples.SEAL, Samples.AT));
  }
}
