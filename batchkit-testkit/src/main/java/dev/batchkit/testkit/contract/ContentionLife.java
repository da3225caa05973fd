package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.UtcText;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.spi.RowResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Many want the same batch, in one process and in several: exactly one has it. */
interface ContentionLife extends LifeFixture {
  @Test
  default void aBatchThatARunHoldsIsBusyForEverybodyElse() throws Exception {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_500));
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    CountDownLatch inSecondChunk = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    handler()
        .executor(
            chunk -> {
              if (done.get() > 0) {
                inSecondChunk.countDown();
                Aside.await(goOn);
              }
              done.addAndGet(chunk.rows().size());
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied()));
            });
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(inSecondChunk);
    Run running = lastRun(id);
    for (Batches<PriceLine, PriceRow> door : List.of(prices(), elsewhere)) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> door.execute(id),
              () -> door.refresh(id),
              () -> door.populate(id),
              () -> door.repopulate(id))) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                BatchBusy.class,
                busy -> {
                  assertThat(busy.batchId()).isEqualTo(id.value());
                  assertThat(busy.activity()).isEqualTo("execute");
                  assertThat(busy.owner()).isEqualTo(store().owner());
                  assertThat(busy.since()).isEqualTo(UtcText.of(running.startedAt()));
                  assertThat(busy.done()).isEqualTo(done.get()).isPositive();
                  assertThat(busy.total()).isEqualTo(1_500);
                })
            .hasMessageContainingAll(batch(id).name(), "Wait", "cancel");
      }
      assertThat(door.preview(id).isExecutable()).isFalse();
    }
    goOn.countDown();
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(prices().runs(id)).hasSize(2);
  }

  @Test
  default void ofManyThatExecuteABatchAtOnceExactlyOneDoes() throws Exception {
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    Map<Long, AtomicInteger> applied = new ConcurrentHashMap<>();
    handler()
        .executor(
            chunk ->
                chunk
                    .rows()
                    .forEach(
                        row -> {
                          applied
                              .computeIfAbsent(row.sequence(), any -> new AtomicInteger())
                              .incrementAndGet();
                          chunk.verdict(row, RowResult.applied());
                        }));
    for (int round = 0; round < 20; round++) {
      applied.clear();
      BatchId id = newBatch();
      handler().rows(Prices.lines(150));
      prices().populate(id);
      List<String> results =
          Crowd.of(8, i -> () -> tryToExecute(i % 2 == 0 ? prices() : elsewhere, id));
      assertThat(Collections.frequency(results, "SUCCESS")).as("%s", results).isEqualTo(1);
      assertThat(results).isSubsetOf("SUCCESS", "busy", "frozen");
      assertThat(applied).hasSize(150);
      assertThat(applied.values()).allMatch(count -> count.get() == 1);
      assertThat(outcomes(id)).containsExactly(RunOutcome.SUCCESS, RunOutcome.SUCCESS);
      assertThat(rows(id)).allMatch(row -> row.outcome() == RowOutcome.APPLIED);
      assertThat(prices().verify(id).intact()).isTrue();
    }
  }

  private static String tryToExecute(Batches<?, ?> door, BatchId id) {
    try {
      return String.valueOf(door.execute(id).outcome());
    } catch (BatchBusy e) {
      return "busy";
    } catch (BatchFrozen e) {
      return "frozen";
    }
  }

  @Test
  default void manyBatchesAreWorkedOnAtTheSameTime() throws Exception {
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    handler().rows(Prices.lines(300));
    List<BatchId> ids =
        Crowd.of(
            8,
            i ->
                () -> {
                  Batches<PriceLine, PriceRow> door = i % 2 == 0 ? prices() : elsewhere;
                  BatchId id = door.create(draft -> draft.key("list " + i)).id();
                  door.populate(id);
                  door.refresh(id);
                  door.execute(id);
                  return id;
                });
    assertThat(ids)
        .doesNotHaveDuplicates()
        .allSatisfy(
            id -> {
              assertThat(outcomes(id)).hasSize(3).containsOnly(RunOutcome.SUCCESS);
              assertThat(rows(id)).hasSize(300);
              assertThat(prices().verify(id).intact()).isTrue();
            });
  }

  @Test
  default void aRunThatLivesIsNotRecovered() throws Exception {
    BatchId id = populated(Prices.lines(3));
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              running.countDown();
              Aside.await(goOn);
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied()));
            });
    Aside<Run> execution = Aside.run(() -> prices().execute(id));
    Aside.await(running);
    assertThat(kit().recover()).isEmpty();
    assertThat(another().recover()).isEmpty();
    goOn.countDown();
    assertThat(execution.get().outcome()).isEqualTo(RunOutcome.SUCCESS);
  }
}
