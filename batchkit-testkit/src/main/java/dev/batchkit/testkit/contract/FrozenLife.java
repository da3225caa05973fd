package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.UtcText;
import dev.batchkit.error.BatchAlreadyExists;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.WrongState;
import dev.batchkit.testkit.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A batch that was executed does not change any more. */
interface FrozenLife extends LifeFixture {
  @Test
  default void everyCallThatWouldChangeAFrozenBatchIsRefused() {
    BatchId id = populated(Prices.lines(3));
    prices().execute(id);
    Batch frozen = batch(id);
    var rows = rows(id);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> prices().populate(id),
            () -> prices().repopulate(id),
            () -> prices().refresh(id),
            () -> prices().execute(id),
            () -> prices().execute(id, options -> options.leaveOutErrors()),
            () -> another().batches(Prices.TYPE).execute(id),
            () -> kit().batches().execute(id),
            () -> prices().add(id, Prices.line("B", "x", "1")),
            () -> prices().edit(id, 1, 1, in -> Prices.line("B", "x", "1")),
            () -> prices().edit(id, 1, 1, Map.of("price", "1")),
            () -> prices().remove(id, 1, 1),
            () -> prices().restore(id, 1, 1),
            () -> prices().removeAll(prices().rows(id)),
            () -> prices().setAll(prices().rows(id), "price", "1"),
            () -> prices().complete(id),
            () -> prices().amend(id, draft -> draft.notes("more")))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              BatchFrozen.class,
              refusal -> {
                assertThat(refusal.batchId()).isEqualTo(id.value());
                assertThat(refusal.typeKey()).isEqualTo("life-prices");
                assertThat(refusal.frozenAt())
                    .isEqualTo(UtcText.of(Objects.requireNonNull(frozen.frozenAt())));
              })
          .hasMessageContainingAll(frozen.name(), "frozen", "Clone it");
    }
    assertThatThrownBy(() -> prices().cancel(id)).isInstanceOf(WrongState.class);
    assertThatThrownBy(() -> prices().takeOver(id)).isInstanceOf(WrongState.class);
    assertThat(kit().recover()).isEmpty();
    assertThat(batch(id)).isEqualTo(frozen);
    assertThat(rows(id)).isEqualTo(rows);
    assertThat(prices().runs(id)).hasSize(2);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void aFrozenBatchKeepsItsKey() {
    Batch batch = prices().create(draft -> draft.key("may"));
    populate(batch.id(), Prices.lines(1));
    prices().execute(batch.id());
    assertThatExceptionOfType(BatchAlreadyExists.class)
        .isThrownBy(() -> prices().create(draft -> draft.key("may")))
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo("Success"));
    assertThat(prices().createOrGet(draft -> draft.key("may"))).isEqualTo(batch(batch.id()));
  }

  @Test
  default void onlyAFrozenBatchHasASealToVerify() {
    BatchId id = populated(Prices.lines(1));
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().verify(id))
        .withMessageContainingAll(batch(id).name(), "seal");
  }

  @Test
  default void aSealIsTheSameAtEveryOpening() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_200));
    prices().execute(id);
    assertThat(another().batches(Prices.TYPE).verify(id)).isEqualTo(prices().verify(id));
    assertThat(another(options -> options).batches().verify(id).intact()).isTrue();
  }

  @Test
  default void aSealHoldsWhateverTheClockSaid() {
    ManualClock clock = ManualClock.at("2026-05-04T09:08:07.123456789Z");
    var door = another(options -> options.handler(handler()).clock(clock)).batches(Prices.TYPE);
    BatchId id = door.create(draft -> draft).id();
    handler().rows(Prices.lines(3));
    clock.set(Instant.parse("2026-03-29T00:59:59.9999Z"));
    door.populate(id);
    clock.set(Instant.parse("2025-10-26T01:30:00Z"));
    door.execute(id);
    assertThat(door.verify(id).intact()).isTrue();
    assertThat(door.get(id).executedAt()).isEqualTo("2025-10-26T01:30:00Z");
    assertThat(door.get(id).populatedAt()).isEqualTo("2026-03-29T00:59:59.999Z");
  }
}
