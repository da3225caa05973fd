package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Attempt;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.error.WrongState;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many batches: worked off by several processes, or executed one after the other. */
interface ManyLife extends LifeFixture {
  private BatchId waiting(PriceLine... lines) {
    BatchId id = populated(lines);
    prices().complete(id);
    return id;
  }

  private Optional<Run> next(Batches<?, ?> door) {
    return door.executeNext(batch -> true, options -> options);
  }

  @Test
  default void theOldestBatchThatIsCompleteComesFirst() {
    BatchId draft = populated(Prices.lines(1));
    BatchId first = waiting(Prices.lines(1));
    BatchId second = waiting(Prices.lines(2));
    assertThat(next(prices())).map(Run::batchId).contains(first);
    assertThat(next(prices())).map(Run::batchId).contains(second);
    assertThat(next(prices())).isEmpty();
    assertThat(batch(draft).status()).isEqualTo(BatchStatus.PENDING);
    prices().complete(draft);
    assertThat(next(prices())).map(Run::batchId).contains(draft);
    assertThat(batch(draft).status()).isEqualTo(BatchStatus.SUCCESS);
  }

  @Test
  default void theFilterSaysWhichBatchesMayBeTaken() {
    BatchId first = waiting(Prices.lines(1));
    BatchId second = waiting(Prices.lines(1));
    assertThat(prices().executeNext(batch -> !batch.id().equals(first), options -> options))
        .map(Run::batchId)
        .contains(second);
    assertThat(prices().executeNext(batch -> false, options -> options)).isEmpty();
    assertThat(batch(first).status()).isEqualTo(BatchStatus.PENDING);
  }

  @Test
  default void aDoorToATypeTakesOnlyThatAndTheDoorToAllTakesWhatItHasHandlersFor() {
    ScriptedHandler<PriceLine, PriceRow> other =
        new ScriptedHandler<>(
            BatchType.of("life-other", PriceLine.class, PriceRow.class),
            Prices.refresher(Map.of()));
    BatchKit both = another(options -> options.handler(handler()).handler(other));
    Batches<PriceLine, PriceRow> others = both.batches(other.type());
    BatchId foreign = others.create(draft -> draft).id();
    other.rows(Prices.lines(1));
    others.populate(foreign);
    others.complete(foreign);
    BatchId own = waiting(Prices.lines(1));
    Batches<Cells, Cells> any = kit().batches();
    assertThat(next(any)).map(Run::batchId).contains(own);
    assertThat(next(any)).isEmpty();
    assertThat(next(prices())).isEmpty();
    assertThat(next(both.batches())).map(Run::batchId).contains(foreign);
  }

  @Test
  default void aBatchThatDidNotSucceedDoesNotWaitAnyMore() {
    BatchId id = waiting(Prices.lines(1));
    handler().executor(chunk -> chunk.verdict(chunk.rows().get(0), RowResult.failed("no")));
    assertThat(next(prices())).map(Run::outcome).contains(RunOutcome.FAILED);
    assertThat(next(prices())).isEmpty();
    BatchId broken = waiting(Prices.lines(1));
    handler()
        .executor(
            chunk -> {
              throw new IOException("down");
            });
    assertThatExceptionOfType(HandlerFailed.class).isThrownBy(() -> next(prices()));
    assertThat(next(prices())).isEmpty();
    assertThat(batch(broken).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(batch(id).isComplete()).isTrue();
    prices().reopen(id);
    assertThat(next(prices())).isEmpty();
  }

  @Test
  default void aBatchThatIsBlockedIsHandedBackAndTheNextIsTaken() {
    BatchId blocked = waiting(Prices.line("A1", "Tea", "x"));
    BatchId owing = populated(Prices.lines(1));
    handler()
        .refresher(
            (in, row) -> {
              throw new IllegalStateException();
            });
    assertThatExceptionOfType(HandlerFailed.class).isThrownBy(() -> prices().refresh(owing));
    handler().refresher(Prices.refresher(Map.of()));
    prices().complete(owing);
    BatchId good = waiting(Prices.lines(1));
    assertThatExceptionOfType(ExecutionBlocked.class)
        .isThrownBy(() -> next(prices()))
        .satisfies(refusal -> assertThat(refusal.batchId()).isEqualTo(blocked.value()));
    assertThat(batch(blocked).isComplete()).isFalse();
    assertThat(batch(blocked).status()).isEqualTo(BatchStatus.PENDING);
    assertThatExceptionOfType(WrongState.class).isThrownBy(() -> next(prices()));
    assertThat(batch(owing).isComplete()).isFalse();
    assertThat(next(prices())).map(Run::batchId).contains(good);
    assertThat(next(prices())).isEmpty();
  }

  @Test
  default void twoThatWorkOffManyBatchesExecuteEachOnce() throws Exception {
    List<BatchId> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ids.add(waiting(Prices.lines(2)));
    }
    Map<Long, Integer> executed = new ConcurrentHashMap<>();
    handler()
        .executorOf(
            batch -> {
              executed.merge(batch.batch().id().value(), 1, Integer::sum);
              return chunk -> chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied()));
            });
    List<Batches<PriceLine, PriceRow>> doors =
        List.of(prices(), another().batches(Prices.TYPE), another().batches(Prices.TYPE));
    List<List<BatchId>> done =
        Crowd.of(
            3,
            i ->
                () -> {
                  List<BatchId> mine = new ArrayList<>();
                  Optional<Run> run = next(doors.get(i));
                  while (run.isPresent()) {
                    mine.add(run.get().batchId());
                    run = next(doors.get(i));
                  }
                  return mine;
                });
    assertThat(done.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(executed).hasSize(50).allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
    assertThat(ids).allMatch(id -> batch(id).status() == BatchStatus.SUCCESS);
    assertThat(ids).allMatch(id -> prices().runs(id).size() == 2);
  }

  @Test
  default void manyAreExecutedWithOneAttemptEach() {
    BatchId good = populated(Prices.lines(2));
    BatchId blocked = populated(Prices.line("A1", "Tea", "x"));
    BatchId missing = new BatchId(9_999);
    BatchId failing = populated(Prices.lines(7));
    BatchId last = populated(Prices.lines(1));
    handler()
        .executor(
            chunk ->
                chunk
                    .rows()
                    .forEach(
                        row ->
                            chunk.verdict(
                                row,
                                row.sequence() == 7
                                    ? RowResult.failed("no")
                                    : RowResult.applied())));
    List<Attempt> attempts =
        prices()
            .executeAll(List.of(good, blocked, missing, failing, good, last), options -> options);
    assertThat(attempts)
        .extracting(Attempt::id)
        .containsExactly(good, blocked, missing, failing, good, last);
    assertThat(attempts)
        .extracting(Attempt::isSuccess)
        .containsExactly(true, false, false, false, false, true);
    assertThat(attempts)
        .<@Nullable Object>extracting(
            attempt -> attempt.refusal() == null ? null : attempt.refusal().getClass())
        .containsExactly(
            null, ExecutionBlocked.class, NoSuchBatch.class, null, BatchFrozen.class, null);
    assertThat(attempts.get(3).run()).extracting(Run::outcome).isEqualTo(RunOutcome.FAILED);
    assertThat(attempts.get(0).run()).isEqualTo(lastRun(good));
    assertThat(prices().executeAll(List.of(), options -> options)).isEmpty();
    Batch done = batch(last);
    assertThat(done.isFrozen()).isTrue();
  }
}
