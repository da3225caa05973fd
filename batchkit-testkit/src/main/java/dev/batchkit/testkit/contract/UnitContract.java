package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Units of work: all or nothing, one after the other, seen by nobody before their end. */
abstract class UnitContract extends StoreFixture {
  UnitContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aUnitGivesBackWhatItsWorkReturned() {
    Object result = new Object();
    Object returned = in(unit -> result);
    assertThat(returned).isSameAs(result);
  }

  @Test
  void theWorkOfAUnitIsRunOnceOnTheThreadOfTheCaller() {
    AtomicInteger times = new AtomicInteger();
    Thread thread =
        in(
            unit -> {
              times.incrementAndGet();
              return Thread.currentThread();
            });
    assertThat(thread).isSameAs(Thread.currentThread());
    assertThat(times).hasValue(1);
  }

  @Test
  void everythingThatAUnitWroteIsCommittedWhenItReturns() {
    List<Long> ids = in(unit -> List.of(insert(unit, "a"), insert(unit, "b")));
    assertThat(store().batches().findByKey("prices", "a")).contains(ids.get(0));
    assertThat(store().batches().findByKey("prices", "b")).contains(ids.get(1));
  }

  @Test
  void nothingThatAUnitWroteIsCommittedWhenItsWorkThrows() {
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      long unused = insert(unit, "a");
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(allBatches()).isZero();
  }

  @Test
  void whatTheWorkThrowsIsThrownOnAsItIs() {
    IOException checked = new IOException("checked");
    AssertionError error = new AssertionError("error");
    assertThatThrownBy(() -> store().inUnit("contract", unit -> thrown(checked)))
        .isSameAs(checked)
        .hasNoSuppressedExceptions();
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      long unused = insert(unit, "a");
                      throw error;
                    }))
        .isSameAs(error);
    assertThat(allBatches()).isZero();
  }

  @Test
  void aUnitThatThrewIsNoHindranceToTheNextOne() {
    assertThatThrownBy(() -> store().inUnit("contract", unit -> thrown(new IOException("broken"))))
        .isInstanceOf(IOException.class);
    assertThat(newBatch()).isPositive();
  }

  @Test
  void readsThroughAUnitSeeItsOwnWrites() {
    write(
        unit -> {
          long batchId = insert(unit, "a");
          unit.rows().insert(Samples.PRICES, batchId, List.of(Samples.row(1)));
          assertThat(unit.batches().find(batchId)).isPresent();
          assertThat(unit.batches().findByKey("prices", "a")).contains(batchId);
          assertThat(unit.rows().find(Samples.PRICES, batchId, 1)).isPresent();
        });
  }

  @Test
  void readsBesideAUnitOnItsThreadSeeWhatWasCommittedBefore() {
    write(
        unit -> {
          long batchId = insert(unit, "a");
          unit.rows().insert(Samples.PRICES, batchId, List.of(Samples.row(1)));
          assertThat(store().batches().find(batchId)).isEmpty();
          assertThat(store().rows().find(Samples.PRICES, batchId, 1)).isEmpty();
        });
    assertThat(store().batches().findByKey("prices", "a")).isPresent();
  }

  @Test
  void readsOnOtherThreadsNeitherSeeNorWaitForAUnit() {
    try (Store other = reopen(store())) {
      write(
          unit -> {
            long batchId = insert(unit, "a");
            assertThat(readElsewhere(store(), batchId)).isFalse();
            assertThat(readElsewhere(other, batchId)).isFalse();
          });
    }
  }

  @Test
  void aUnitInsideAUnitIsRefusedAndTheOuterOneIsNotHarmed() {
    write(
        unit -> {
          long unused = insert(unit, "a");
          assertThatExceptionOfType(InsideUnit.class)
              .isThrownBy(() -> store().inUnit("inner", inner -> insert(inner, "b")))
              .satisfies(refusal -> assertThat(refusal.step()).isEqualTo("contract"));
        });
    assertThat(store().batches().findByKey("prices", "a")).isPresent();
    assertThat(store().batches().findByKey("prices", "b")).isEmpty();
  }

  @Test
  void preparingATableInsideAUnitIsRefusedAndTheUnitIsNotHarmed() {
    write(
        unit -> {
          long unused = insert(unit, "a");
          assertThatThrownBy(() -> store().prepare(Samples.PRICES)).isInstanceOf(InsideUnit.class);
        });
    assertThat(store().batches().findByKey("prices", "a")).isPresent();
  }

  @Test
  void aFailureOfTheStoreDoomsTheUnitEvenIfTheWorkSwallowsIt() {
    long unusedBatch = in(unit -> insert(unit, "taken"));
    assertRefused(
        unit -> {
          long unused = insert(unit, "before");
          assertThatThrownBy(() -> insert(unit, "taken")).isInstanceOf(StoreFailed.class);
          try {
            unused = insert(unit, "after");
          } catch (StoreFailed e) {
            // a store may refuse what comes after the first failure, or leave it to the rollback
          }
        });
    assertThat(store().batches().findByKey("prices", "before")).isEmpty();
    assertThat(store().batches().findByKey("prices", "after")).isEmpty();
  }

  @Test
  void aFailureOfTheStoreIsThrownEvenIfTheWorkThrowsSomethingElseAfterIt() {
    long unusedBatch = in(unit -> insert(unit, "taken"));
    assertThatThrownBy(
            () ->
                store()
                    .inUnit(
                        "contract",
                        unit -> {
                          assertThatThrownBy(() -> insert(unit, "taken")).isNotNull();
                          return thrown(new IOException("own"));
                        }))
        .isInstanceOf(StoreFailed.class);
  }

  @Test
  void aUnitIsOfNoUseOnceItsWorkHasReturned() {
    Unit kept = in(unit -> unit);
    assertThatThrownBy(() -> insert(kept, "late")).isNotNull();
    assertThat(allBatches()).isZero();
  }

  @Test
  void unitsOfManyThreadsAndStoresHappenOneAfterTheOther() throws Exception {
    long batchId = newBatch();
    try (Store other = reopen(store())) {
      other.prepare(Samples.PRICES);
      List<Integer> unused =
          Crowd.of(8, i -> () -> appendTen(i % 2 == 0 ? store() : other, batchId));
    }
    assertThat(store().rows().lastSequence(Samples.PRICES, batchId)).isEqualTo(80);
    assertThat(rows(batchId)).hasSize(80);
  }

  private int appendTen(Store store, long batchId) {
    int units = 0;
    while (units < 10) {
      units += in(store, unit -> append(unit, batchId));
    }
    return units;
  }

  private long allBatches() {
    return store().batches().page(new BatchQuery(null, null, Long.MAX_VALUE, 100)).size();
  }

  private static boolean readElsewhere(Store store, long batchId) {
    try {
      return Crowd.elsewhere(() -> store.batches().find(batchId).isPresent());
    } catch (Exception e) {
      throw new AssertionError("The read did not come back.", e);
    }
  }

  private static long insert(Unit unit, String key) {
    return unit.batches().insert(Samples.batch("prices", key));
  }

  private static int append(Unit unit, long batchId) {
    long next = unit.rows().lastSequence(Samples.PRICES, batchId) + 1;
    unit.rows().insert(Samples.PRICES, batchId, List.of(Samples.row(next)));
    return 1;
  }

  private static <X extends Exception> Boolean thrown(X failure) throws X {
    throw failure;
  }
}
