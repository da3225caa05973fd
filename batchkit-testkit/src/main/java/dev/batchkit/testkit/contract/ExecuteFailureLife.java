package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows, works and executors that fail; executions that are gone on with. */
interface ExecuteFailureLife extends ExecuteLife {
  @Test
  default void rowsThatFailEndTheRunFailedAndAreTheOnlyOnesTriedAgain() {
    BatchId id = populated(Prices.lines(10));
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                chunk.verdict(
                    row,
                    row.sequence() % 3 == 0 ? RowResult.failed("shelf full") : RowResult.applied());
              }
            });
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.done()).isEqualTo(10);
    assertThat(run.failed()).isEqualTo(3);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(batch(id).isResumable()).isTrue();
    assertThat(batch(id).seal()).isNull();
    assertThat(ExecuteLife.reason(row(id, 3))).isEqualTo("shelf full");
    List<Long> handed = handedOut();
    Run second = prices().execute(id);
    assertThat(handed).containsExactly(3L, 6L, 9L);
    assertThat(second.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.total()).isEqualTo(3);
    assertThat(second.done()).isEqualTo(3);
    assertThat(Json.write(batch(id).result()).members())
        .isEqualTo(Map.of("applied", 10L, "skipped", 0L, "failed", 0L));
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void anExecutorThatThrowsLeavesTheRowsOfEarlierChunksApplied() {
    BatchId id = newBatch();
    populate(id, Prices.lines(2_500));
    List<Long> applied = new ArrayList<>();
    IOException broken = new IOException("canary");
    handler()
        .executor(
            chunk -> {
              if (!applied.isEmpty()) {
                throw broken;
              }
              for (Row<PriceRow> row : chunk.rows()) {
                applied.add(row.sequence());
                chunk.verdict(row, RowResult.applied());
              }
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id))
        .withCause(broken)
        .withMessageContainingAll(batch(id).name(), ScriptedHandler.class.getName(), "execute")
        .satisfies(
            failure -> {
              assertThat(failure.runId()).isEqualTo(lastRun(id).id());
              assertThat(failure.getMessage()).doesNotContain("canary");
            });
    assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(lastRun(id).done()).isEqualTo(applied.size());
    assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(states(kit(), lastRun(id))).containsExactly("ENTER(execute)", "ERROR(execute)");
    List<Long> handed = handedOut();
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(handed)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(applied.size() + 1, 2_500).boxed().toList());
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void failuresAreAcceptedUpToANumber() {
    BatchId id = populated(Prices.lines(5));
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                chunk.verdict(
                    row, row.sequence() > 3 ? RowResult.failed("no") : RowResult.applied());
              }
            });
    assertThat(prices().execute(id, options -> options.acceptFailures(1)).outcome())
        .isEqualTo(RunOutcome.FAILED);
    assertThat(batch(id).isFrozen()).isFalse();
    Run run = prices().execute(id, options -> options.acceptFailures(2));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.failed()).isEqualTo(2);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(batch(id).isFrozen()).isTrue();
    assertThat(row(id, 5).outcome()).isEqualTo(RowOutcome.FAILED);
    assertThat(Json.write(batch(id).result()).members())
        .isEqualTo(Map.of("applied", 3L, "skipped", 0L, "failed", 2L));
    assertThatThrownBy(() -> prices().execute(id, options -> options.acceptFailures(-1)))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  default void aWorkThatThrowsFailsOnlyItsRow() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_200));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  if (row.sequence() == 50 || row.sequence() == 1_111) {
                    throw new IOException("shelf full");
                  }
                  if (row.sequence() == 51) {
                    throw new IllegalStateException();
                  }
                  return RowResult.applied();
                }));
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.done()).isEqualTo(1_200);
    assertThat(run.failed()).isEqualTo(3);
    assertThat(run.issues()).isEqualTo(3);
    assertThat(rows(id))
        .filteredOn(row -> row.outcome() != RowOutcome.APPLIED)
        .extracting(Row::sequence)
        .containsExactly(50L, 51L, 1_111L);
    assertThat(ExecuteLife.reason(row(id, 50))).contains("shelf full");
    List<Long> handed = handedOut();
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(handed).containsExactly(50L, 51L, 1_111L);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void aWorkThatThrowsFailsOnlyItsRowAlsoBesideWorkOnTheChunk() {
    BatchId id = populated(Prices.lines(10));
    AtomicInteger chunkWorks = new AtomicInteger();
    handler()
        .executor(
            chunk -> {
              chunk.inStore(tx -> chunkWorks.incrementAndGet());
              for (Row<PriceRow> row : chunk.rows()) {
                chunk.inStore(
                    row,
                    (one, tx) -> {
                      if (one.sequence() == 4) {
                        throw new IOException("shelf full");
                      }
                      return RowResult.applied();
                    });
              }
            });
    Run run = prices().execute(id);
    assertThat(run.failed()).isEqualTo(1);
    assertThat(run.done()).isEqualTo(10);
    assertThat(row(id, 4).outcome()).isEqualTo(RowOutcome.FAILED);
    assertThat(chunkWorks).hasPositiveValue();
  }

  @Test
  default void aWorkThatThrowsAnErrorEndsTheRun() {
    BatchId id = populated(Prices.lines(10));
    AssertionError broken = new AssertionError("broken");
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  if (row.sequence() == 4) {
                    throw broken;
                  }
                  return RowResult.applied();
                }));
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id))
        .withCause(broken);
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
    assertThat(lastRun(id).done()).isZero();
    assertThat(batch(id).isResumable()).isTrue();
  }

  @Test
  default void aWorkThatFailsBecauseTheStoreDidEndsTheRun() {
    BatchId id = populated(Prices.lines(10));
    StoreFailed broken = new StoreFailed("The disk is full.", "FULL", null);
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  if (row.sequence() == 4) {
                    throw broken;
                  }
                  return RowResult.applied();
                }));
    assertThatThrownBy(() -> prices().execute(id)).isSameAs(broken);
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
    assertThat(batch(id).isResumable()).isTrue();
  }

  @Test
  default void workOnAChunkThatThrowsEndsTheRun() {
    BatchId id = populated(Prices.lines(10));
    IOException broken = new IOException("broken");
    handler()
        .executor(
            chunk -> {
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied()));
              chunk.inStore(
                  tx -> {
                    throw broken;
                  });
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id))
        .withCause(broken);
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
    assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(batch(id).isResumable()).isTrue();
  }

  @Test
  default void aRowWithNeitherVerdictNorWorkFails() {
    BatchId id = populated(Prices.lines(3));
    handler().executor(chunk -> chunk.verdict(chunk.rows().get(1), RowResult.applied()));
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(rows(id))
        .extracting(Row::outcome)
        .containsExactly(RowOutcome.FAILED, RowOutcome.APPLIED, RowOutcome.FAILED);
    assertThat(ExecuteLife.reason(row(id, 1))).contains("verdict");
  }

  @Test
  @SuppressWarnings("NullAway") // a handler may be written without null checks
  default void aWorkThatGivesNothingFailsItsRow() {
    BatchId id = populated(Prices.lines(3));
    handler()
        .executor(
            RowExecutor.inStore((row, tx) -> row.sequence() == 2 ? null : RowResult.applied()));
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(rows(id))
        .extracting(Row::outcome)
        .containsExactly(RowOutcome.APPLIED, RowOutcome.FAILED, RowOutcome.APPLIED);
    assertThat(batch(id).isFrozen()).isFalse();
  }

  @Test
  default void aFailureMayHaveADetailOfAnyForm() {
    BatchId id = populated(Prices.lines(2));
    handler()
        .executor(
            chunk -> {
              chunk.verdict(
                  chunk.rows().get(0), new RowResult(RowOutcome.FAILED, Json.of("[ 1, 2 ]")));
              chunk.verdict(chunk.rows().get(1), new RowResult(RowOutcome.FAILED, null));
            });
    assertThat(prices().execute(id).failed()).isEqualTo(2);
    assertThat(row(id, 1).outcomeDetail()).isEqualTo(Json.of("[ 1, 2 ]"));
    assertThat(row(id, 2).outcomeDetail()).isNull();
  }

  @Test
  default void aVerdictOnARowOfAnotherChunkIsRefused() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_500));
    List<Row<PriceRow>> kept = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied()));
              if (kept.isEmpty()) {
                kept.add(chunk.rows().get(0));
              } else {
                chunk.verdict(kept.get(0), RowResult.failed("too late"));
              }
            });
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> prices().execute(id))
        .withMessageContaining("Row 1");
    assertThat(row(id, 1).outcome()).isEqualTo(RowOutcome.APPLIED);
  }

  @Test
  default void anExecutorThatCannotBeOpenedLeavesTheBatchResumable() {
    BatchId id = populated(Prices.lines(2));
    IOException broken = new IOException("broken");
    handler()
        .executorOf(
            batch -> {
              throw broken;
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id))
        .withCause(broken);
    handedOut();
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aHandlerThatFailsToSayWhyNotLeavesTheBatchAsItWas() {
    BatchId id = populated(Prices.lines(2));
    IOException broken = new IOException("broken");
    handler()
        .whyNot(
            batch -> {
              throw broken;
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id))
        .withCause(broken);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.FAILED);
  }

  @Test
  default void anErrorOfTheExecutorEndsTheRunAndIsOnRecord() {
    for (Error broken :
        List.of(
            new AssertionError("broken"),
            new NoClassDefFoundError("broken"),
            new StackOverflowError("broken"),
            new OutOfMemoryError("broken"))) {
      BatchId id = populated(Prices.lines(2));
      handler()
          .executor(
              chunk -> {
                throw broken;
              });
      assertThatThrownBy(() -> prices().execute(id))
          .satisfies(
              thrown ->
                  assertThat(thrown == broken || thrown.getCause() == broken)
                      .as("%s is what was thrown, or its cause", broken)
                      .isTrue());
      assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.FAILED);
      assertThat(batch(id).isResumable()).isTrue();
      handedOut();
      assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    }
  }

  @Test
  default void anExecutorThatCannotCloseDoesNotUndoWhatIsDone() {
    BatchId id = populated(Prices.lines(2));
    handler()
        .executor(
            ScriptedExecutor.of(
                chunk -> chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied())),
                () -> {
                  throw new IOException("cannot close");
                }));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void anExecutorThatCannotCloseDoesNotHideWhyTheRunFailed() {
    BatchId id = populated(Prices.lines(2));
    IOException broken = new IOException("broken");
    handler()
        .executor(
            ScriptedExecutor.of(
                chunk -> {
                  throw broken;
                },
                () -> {
                  throw new IOException("cannot close");
                }));
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().execute(id))
        .withCause(broken);
  }

  @Test
  default void nothingOfAFailureIsLeftForOtherBatches() {
    BatchId broken = populated(Prices.lines(2));
    BatchId fine = populated(Prices.lines(2));
    handler()
        .executor(
            chunk -> {
              throw new IOException("broken");
            });
    assertThatThrownBy(() -> prices().execute(broken)).isInstanceOf(HandlerFailed.class);
    handedOut();
    assertThat(prices().execute(fine).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(batch(broken).status()).isEqualTo(BatchStatus.FAILED);
  }
}
