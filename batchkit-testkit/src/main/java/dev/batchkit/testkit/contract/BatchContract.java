package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.json.Json;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.Claim;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.Store;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Headers: what is inserted is what is found. */
abstract class BatchContract extends StoreFixture {
  BatchContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aBatchIsPendingAtFirstAndHasWhatItWasInsertedWith() {
    Json params = Json.of("{ \"day\" : \"2026-05-04\", \"n\" : 1.10 }");
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example")));
    long id =
        in(
            unit ->
                unit.batches()
                    .insert(
                        new NewBatch(
                            "prices",
                            "key",
                            Samples.TEXT,
                            "notes",
                            params,
                            Samples.PRICES.name(),
                            Samples.STATUSES,
                            Samples.PRICES.columns(),
                            null,
                            Samples.AT,
                            ann)));
    assertThat(batch(id))
        .isEqualTo(
            new Batch(
                new BatchId(id),
                "prices",
                null,
                BatchStatus.PENDING,
                Samples.TEXT,
                "notes",
                "key",
                params,
                null,
                null,
                Samples.PRICES.name(),
                Samples.STATUSES,
                Samples.PRICES.columns(),
                1,
                false,
                RowWindow.EMPTY,
                null,
                Samples.AT,
                ann.userId(),
                Samples.AT,
                ann.userId(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void whatNobodySaidOfABatchIsNull() {
    Batch batch = batch(newBatch());
    assertThat(batch)
        .extracting(Batch::description, Batch::notes, Batch::key, Batch::params, Batch::createdById)
        .containsOnlyNulls();
  }

  @Test
  void theTimesOfABatchAreCutToMilliseconds() {
    NewBatch precise =
        new NewBatch(
            "prices",
            null,
            null,
            null,
            null,
            Samples.PRICES.name(),
            List.of(),
            List.of(),
            null,
            Samples.AT.plusNanos(999_999),
            ActorIds.NOBODY);
    long id = in(unit -> unit.batches().insert(precise));
    assertThat(batch(id).createdAt()).isEqualTo(Samples.AT);
    assertThat(batch(id).updatedAt()).isEqualTo(Samples.AT);
  }

  @Test
  void aBatchThatIsNotThereIsNotFound() {
    long id = newBatch();
    assertThat(store().batches().find(id + 1)).isEmpty();
    assertThat(store().batches().find(0)).isEmpty();
  }

  @Test
  void idsRise() {
    long first = newBatch();
    long second = newBatch();
    assertThat(first).isPositive();
    assertThat(second).isGreaterThan(first);
    try (Store other = reopen(store())) {
      assertThat(newBatch(other, null)).isGreaterThan(second);
    }
  }

  @Test
  void aBatchIsFoundByTypeAndKey() {
    long id = newBatch(Samples.TEXT);
    assertThat(store().batches().findByKey("prices", Samples.TEXT)).contains(id);
    assertThat(store().batches().findByKey("prices", "other")).isEmpty();
    assertThat(store().batches().findByKey("orders", Samples.TEXT)).isEmpty();
    assertThat(batch(id).key()).isEqualTo(Samples.TEXT);
  }

  @Test
  void aKeyIsUniqueWithinItsType() {
    long first = newBatch("key");
    assertRefused(unit -> unit.batches().insert(Samples.batch("prices", "key")));
    assertThat(store().batches().findByKey("prices", "key")).contains(first);
    assertThat(page(null, null, Long.MAX_VALUE, 10)).containsExactly(first);
  }

  @Test
  void keysAreToldApartByTypeAndCase() {
    long prices = newBatch("key");
    long orders = in(unit -> unit.batches().insert(Samples.batch("orders", "key")));
    long upper = newBatch("KEY");
    assertThat(store().batches().findByKey("prices", "key")).contains(prices);
    assertThat(store().batches().findByKey("orders", "key")).contains(orders);
    assertThat(store().batches().findByKey("prices", "KEY")).contains(upper);
  }

  @Test
  void aKeyIsFreeAgainAfterARollback() {
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      long unused = unit.batches().insert(Samples.batch("prices", "key"));
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(newBatch("key")).isPositive();
  }

  @Test
  void batchesWithoutAKeyAreAsManyAsWanted() {
    long first = newBatch();
    assertThat(newBatch()).isNotEqualTo(first);
  }

  @Test
  void whoCreatesABatchMustExist() {
    assertRefused(
        unit -> unit.batches().insert(Samples.batch("prices", null, new ActorIds(99L, null))));
    assertRefused(
        unit -> unit.batches().insert(Samples.batch("prices", null, new ActorIds(null, 99L))));
  }

  @Test
  void batchesArePagedNewestFirst() {
    long a = newBatch();
    long b = newBatch();
    long c = newBatch();
    assertThat(page(null, null, Long.MAX_VALUE, 2)).containsExactly(c, b);
    assertThat(page(null, null, b, 2)).containsExactly(a);
    assertThat(page(null, null, a, 2)).isEmpty();
  }

  @Test
  void batchesArePagedByTypeAndStatus() {
    long pending = newBatch();
    long order = in(unit -> unit.batches().insert(Samples.batch("orders", null)));
    long running = newBatch();
    Objects.requireNonNull(claim(running, Activity.POPULATE));
    Objects.requireNonNull(claim(order, Activity.POPULATE));
    assertThat(page("prices", null, Long.MAX_VALUE, 10)).containsExactly(running, pending);
    assertThat(page(null, BatchStatus.RUNNING, Long.MAX_VALUE, 10)).containsExactly(running, order);
    assertThat(page("prices", BatchStatus.RUNNING, Long.MAX_VALUE, 10)).containsExactly(running);
    assertThat(page("prices", BatchStatus.FAILED, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(page("nothing", null, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void batchesThatArePendingAndCompleteAreFoundOldestFirst() {
    store().prepare(Samples.PRICES);
    long draft = newBatch();
    long first = completed("prices");
    long other = completed("other");
    long second = completed("prices");
    long frozen = completed("prices");
    freeze(frozen);
    long running = completed("prices");
    Claim claim = claim(running);
    long failed = completed("prices");
    Claim failing = claim(failed);
    write(unit -> unit.batches().settle(batch(failed), failing));
    assertThat(complete("prices", 0, 10)).containsExactly(first, second);
    assertThat(complete(null, 0, 10)).containsExactly(first, other, second);
    assertThat(complete(null, first, 10)).containsExactly(other, second);
    assertThat(complete("prices", 0, 1)).containsExactly(first);
    assertThat(complete("none", 0, 10)).isEmpty();
    assertThat(store().batches().complete("prices", 0, 1)).containsExactly(batch(first));
    assertThat(draft).isLessThan(first);
    assertThat(claim.batchId()).isEqualTo(running);
  }

  private List<Long> complete(@Nullable String type, long after, int limit) {
    return store().batches().complete(type, after, limit).stream()
        .map(batch -> batch.id().value())
        .toList();
  }

  /** Inserts a batch that is handed over. */
  private long completed(String type) {
    return in(
        unit -> {
          long id = unit.batches().insert(Samples.batch(type, null));
          Batch batch = unit.batches().find(id).orElseThrow();
          unit.batches().change(Samples.completed(batch));
          return id;
        });
  }

  @Test
  void aPageOfBatchesHasWhatFindingThemGives() {
    long id = newBatch("key");
    assertThat(store().batches().page(new BatchQuery(null, null, Long.MAX_VALUE, 10)))
        .containsExactly(batch(id));
  }

  private List<Long> page(
      @Nullable String type, @Nullable BatchStatus status, long before, int limit) {
    return store().batches().page(new BatchQuery(type, status, before, limit)).stream()
        .map(batch -> batch.id().value())
        .toList();
  }
}
