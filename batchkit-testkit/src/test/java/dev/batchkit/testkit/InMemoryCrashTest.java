package dev.batchkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class InMemoryCrashTest {
  private final InMemoryStore store = InMemoryStore.create();

  @Test
  void everyUnitTellsItsStepsInOrder() {
    List<String> steps = new ArrayList<>();
    store.onStep(steps::add);
    insert(store, "a");
    assertThat(steps).containsExactly("test:begun", "test:before-commit", "test:committed");
  }

  @Test
  void aUnitThatFailsDoesNotTellOfACommit() {
    insert(store, "a");
    List<String> steps = new ArrayList<>();
    store.onStep(steps::add);
    assertThatThrownBy(() -> insert(store, "a")).isInstanceOf(StoreFailed.class);
    assertThat(steps).containsExactly("test:begun");
  }

  @Test
  void whatIsThrownBeforeTheCommitRollsTheUnitBack() {
    for (String step : List.of("test:begun", "test:before-commit")) {
      IllegalStateException failure = new IllegalStateException(step);
      store.onStep(
          at(
              step,
              () -> {
                throw failure;
              }));
      assertThatThrownBy(() -> insert(store, "a")).isSameAs(failure);
      assertThat(found(store, "a")).isFalse();
    }
    store.onStep(step -> {});
    insert(store, "a");
    assertThat(found(store, "a")).isTrue();
  }

  @Test
  void whatIsThrownAfterTheCommitLeavesTheUnitCommitted() {
    IllegalStateException failure = new IllegalStateException("late");
    store.onStep(
        at(
            "test:committed",
            () -> {
              throw failure;
            }));
    assertThatThrownBy(() -> insert(store, "a")).isSameAs(failure);
    assertThat(found(store, "a")).isTrue();
  }

  @Test
  void aCrashBeforeTheCommitLeavesNothing() {
    for (String step : List.of("test:begun", "test:before-commit")) {
      InMemoryStore dying = store.reopen();
      dying.onStep(at(step, dying::crash));
      assertThatThrownBy(() -> insert(dying, "a")).isInstanceOf(StoreFailed.class);
      assertThat(found(store, "a")).isFalse();
      assertThat(store.isAlive(dying.owner())).isFalse();
    }
    insert(store, "a");
    assertThat(found(store, "a")).isTrue();
  }

  @Test
  void aCrashAfterTheCommitLeavesTheWorkAndACallerWhoCannotKnow() {
    InMemoryStore dying = store.reopen();
    dying.onStep(at("test:committed", dying::crash));
    assertThatThrownBy(() -> insert(dying, "a")).isInstanceOf(OutcomeUnknown.class);
    assertThat(found(store, "a")).isTrue();
  }

  @Test
  void aCrashedStoreRefusesEveryCall() {
    store.crash();
    assertThatThrownBy(() -> insert(store, "a")).isInstanceOf(StoreFailed.class);
    assertThatThrownBy(() -> found(store, "a")).isInstanceOf(StoreFailed.class);
    assertThatThrownBy(() -> store.runs().ofBatch(1)).isInstanceOf(StoreFailed.class);
    store.crash();
    store.close();
    assertThat(found(store.reopen(), "a")).isFalse();
  }

  @Test
  void aUnitThatHangsIsInNobodysWayOnceItsStoreHasCrashed() throws Exception {
    InMemoryStore hanging = store.reopen();
    CountDownLatch isInside = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Long> late =
          thread.submit(
              () ->
                  hanging.<Long, Exception>inUnit(
                      "hang",
                      unit -> {
                        long id = unit.batches().insert(batch("late"));
                        isInside.countDown();
                        assertThat(mayGoOn.await(30, TimeUnit.SECONDS)).isTrue();
                        return id;
                      }));
      assertThat(isInside.await(30, TimeUnit.SECONDS)).isTrue();
      hanging.crash();
      insert(store, "next");
      mayGoOn.countDown();
      assertThatThrownBy(late::get).hasCauseInstanceOf(StoreFailed.class);
    } finally {
      thread.shutdownNow();
    }
    assertThat(found(store, "late")).isFalse();
    assertThat(found(store, "next")).isTrue();
    insert(store, "last");
  }

  private static Consumer<String> at(String step, Runnable action) {
    return told -> {
      if (told.equals(step)) {
        action.run();
      }
    };
  }

  private static long insert(Store store, String key) {
    return store.<Long, RuntimeException>inUnit("test", unit -> unit.batches().insert(batch(key)));
  }

  private static boolean found(Store store, String key) {
    return store.batches().findByKey("prices", key).isPresent();
  }

  private static NewBatch batch(String key) {
    return new NewBatch(
        "prices",
        key,
        null,
        null,
        null,
        "batchkit_row",
        List.of(),
        List.of(),
        null,
        Instant.EPOCH,
        ActorIds.NOBODY);
  }
}
