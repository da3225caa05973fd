package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.Batches;
import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Progress;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.HandlerFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A listener is told how far runs are, now and then, and can harm nothing. */
interface ProgressLife extends LifeFixture {
  @Test
  default void theListenerIsToldAtMostTenTimesASecondAndOnceAtTheEnd() {
    List<Progress> told = new ArrayList<>();
    Batches<PriceLine, PriceRow> door = listening(told::add);
    BatchId id = door.create(draft -> draft).id();
    handler()
        .source(
            batch -> {
              batch.expect(3_000);
              for (PriceLine line : Prices.lines(3_000)) {
                batch.add(line);
              }
            });
    long begun = System.nanoTime();
    door.populate(id);
    long tenths = (System.nanoTime() - begun) / 100_000_000;
    assertThat(told.size()).isBetween(1, (int) tenths + 2);
    Progress last = told.get(told.size() - 1);
    assertThat(last.batchId()).isEqualTo(id);
    assertThat(last.activity()).isEqualTo(Activity.POPULATE);
    assertThat(last.done()).isEqualTo(3_000);
    assertThat(last.total()).isEqualTo(3_000);
    assertThat(told).extracting(Progress::done).isSorted();
    told.clear();
    door.execute(id);
    assertThat(told.get(told.size() - 1).done()).isEqualTo(3_000);
    assertThat(told).allMatch(one -> one.total() == -1 || one.total() == 3_000);
  }

  @Test
  default void theListenerIsToldTheEndOfARunThatFails() {
    List<Progress> told = new ArrayList<>();
    Batches<PriceLine, PriceRow> door = listening(told::add);
    BatchId id = door.create(draft -> draft).id();
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(7)) {
                batch.add(line);
              }
              throw new IOException("broken");
            });
    assertThatThrownBy(() -> door.populate(id)).isInstanceOf(HandlerFailed.class);
    assertThat(told.get(told.size() - 1).done()).isEqualTo(7);
  }

  @Test
  default void aListenerThatThrowsHarmsNothingAndIsNotToldAgain() {
    AtomicInteger told = new AtomicInteger();
    List<Throwable> broken =
        List.of(
            new IllegalStateException("broken"),
            new AssertionError("broken"),
            new NoClassDefFoundError("broken"),
            new StackOverflowError("broken"));
    for (Throwable each : broken) {
      told.set(0);
      Batches<PriceLine, PriceRow> door =
          listening(
              progress -> {
                told.incrementAndGet();
                throwIt(each);
              });
      BatchId id = door.create(draft -> draft).id();
      handler().rows(Prices.lines(1_500));
      assertThat(door.populate(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
      assertThat(told).hasValue(1);
      assertThat(door.refresh(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
      assertThat(told).hasValue(2);
      assertThat(door.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    }
  }

  private static void throwIt(Throwable each) {
    if (each instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) each;
  }

  @Test
  default void aListenerMayAskTheKit() {
    List<Batch> seen = new ArrayList<>();
    List<Batches<PriceLine, PriceRow>> doors = new ArrayList<>();
    Batches<PriceLine, PriceRow> door =
        listening(progress -> seen.add(doors.get(0).get(progress.batchId())));
    doors.add(door);
    BatchId id = door.create(draft -> draft).id();
    handler().rows(Prices.lines(10));
    door.populate(id);
    assertThat(seen).isNotEmpty().allMatch(batch -> batch.id().equals(id));
  }

  private Batches<PriceLine, PriceRow> listening(Consumer<Progress> listener) {
    return another(options -> options.handler(handler()).progress(listener)).batches(Prices.TYPE);
  }
}
