package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Rows that are prepared outside the store: so many at a time, each written as soon as it is ready,
 * its outcome with it.
 */
interface PreparedLife extends PreparedFixture {
  @Test
  default void everyRowIsPreparedOnceInOrderAndTheBatchIsSealed() {
    StubMeasure measure = new StubMeasure();
    BatchId id = newBatch();
    populate(id, Prices.lines(250));
    handler().executor(measure.executor());
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(250);
    assertThat(run.issues()).isZero();
    assertThat(measure.begun()).isEqualTo(LongStream.rangeClosed(1, 250).boxed().toList());
    assertThat(measure.mostHeld()).isEqualTo(1);
    assertThat(row(id, 3).outcomeDetail()).isEqualTo(Json.of("{\"is\":3}"));
    assertThat(batch(id).result())
        .isEqualTo(Json.of("{\"applied\":250,\"skipped\":0,\"failed\":0}"));
    assertSealed(id, measure);
  }

  @Test
  default void asManyRowsArePreparedAtATimeAsMayBe() {
    BatchId id = populated(Prices.lines(8));
    CyclicBarrier together = new CyclicBarrier(4);
    StubMeasure measure = new StubMeasure().measuring(row -> together.await(30, TimeUnit.SECONDS));
    handler().executor(measure.executor());
    assertThat(prices().execute(id, options -> options.concurrency(4)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(measure.mostHeld()).isEqualTo(4);
    assertSealed(id, measure);
  }

  @Test
  default void whatWaitsToBeWrittenCountsWithWhatIsBeingPrepared() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_250));
    StubMeasure measure = new StubMeasure();
    handler().executor(measure.executor());
    assertThat(prices().execute(id, options -> options.concurrency(7)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(measure.mostHeld()).isBetween(1, 7);
    assertThat(measure.begun())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 1_250).boxed().toList());
    assertSealed(id, measure);
  }

  @Test
  default void aRowIsWrittenAsSoonAsItIsReady() {
    BatchId id = populated(Prices.lines(6));
    StubMeasure measure = new StubMeasure();
    measure.measuring(
        row -> {
          while (row == 1 && row(id, 6).outcome() != RowOutcome.APPLIED) {
            Thread.onSpinWait();
          }
        });
    handler().executor(measure.executor());
    assertThat(prices().execute(id, options -> options.concurrency(2)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(measure.said()).endsWith("outcome of 1", "end of 1");
    assertSealed(id, measure);
  }

  @Test
  default void nothingBehindABarrierIsBegunBeforeAllBeforeItIsWritten() {
    BatchId id = populated(Prices.lines(9));
    StubMeasure measure = new StubMeasure();
    measure.measuring(
        row -> {
          assertWritten(id, (row - 1) / 3 * 3);
          if (row == 2) {
            throw new IOException("no measure");
          }
        });
    handler()
        .executor(
            chunk -> {
              chunk.barrier();
              for (Row<PriceRow> row : chunk.rows()) {
                chunk.prepare(row, measure);
                if (row.sequence() % 3 == 0) {
                  chunk.barrier();
                }
              }
            });
    Run run = prices().execute(id, options -> options.concurrency(5).acceptFailures(1));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(measure.mostHeld()).isBetween(1, 3);
    assertSealed(id, measure);
  }

  /** Every row up to this one has an outcome. */
  private void assertWritten(BatchId id, long through) {
    assertThat(rows(id).subList(0, (int) through)).noneMatch(row -> row.outcome() == null);
  }

  @Test
  default void aBarrierGoesBeforeTheOrderOfRows() {
    BatchId id = populated(Prices.lines(6));
    StubMeasure measure = new StubMeasure();
    handler()
        .executor(
            chunk -> {
              chunk.rows().stream()
                  .filter(row -> row.sequence() % 2 == 0)
                  .forEach(row -> chunk.prepare(row, measure));
              chunk.barrier();
              chunk.rows().stream()
                  .filter(row -> row.sequence() % 2 == 1)
                  .forEach(row -> chunk.prepare(row, measure));
            });
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(measure.begun()).containsExactly(2L, 4L, 6L, 1L, 3L, 5L);
    assertSealed(id, measure);
  }

  @Test
  default void nothingOfAChunkIsBegunBeforeAllOfTheOneBeforeIsWritten() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_250));
    StubMeasure measure = new StubMeasure();
    handler()
        .executor(
            chunk -> {
              assertWritten(id, chunk.rows().get(0).sequence() - 1);
              chunk.rows().forEach(row -> chunk.prepare(row, measure));
            });
    assertThat(prices().execute(id, options -> options.concurrency(3)).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertSealed(id, measure);
  }

  @Test
  default void partsAreWrittenAheadEachInAUnitOfItsOwn() {
    BatchId id = populated(Prices.lines(2));
    StubMeasure measure = new StubMeasure().parts(2);
    BatchKit watched =
        openKit(
            WatchedStore.of(reopen(store()), () -> measure.say("unit")),
            options -> options.handler(handler()));
    handler()
        .executor(
            chunk -> {
              measure.say("begin");
              chunk.rows().forEach(row -> chunk.prepare(row, measure));
            });
    assertThat(watched.batches(Prices.TYPE).execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    List<String> said = measure.said();
    assertThat(said.subList(said.indexOf("begin") + 1, said.size()))
        .startsWith("part of 1", "unit", "part of 1", "unit", "outcome of 1", "unit", "end of 1")
        .containsSequence("part of 2", "unit", "part of 2", "unit", "outcome of 2", "unit");
    assertSealed(id, measure);
  }

  @Test
  default void aRowThatAsksForItIsPreparedAgain() {
    BatchId id = populated(Prices.lines(3));
    StubMeasure measure = new StubMeasure();
    measure.writing(
        row ->
            row == 2 && measure.begun().size() < 5
                ? RowResult.retry(Duration.ofMillis(1))
                : RowResult.applied());
    handler().executor(measure.executor());
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(3);
    assertThat(run.failed()).isZero();
    assertThat(measure.begun()).hasSize(5).filteredOn(row -> row == 2).hasSize(3);
    assertSealed(id, measure);
  }

  @Test
  default void rowsOfOneChunkMayBePreparedBesidesEverythingElse() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_300));
    StubMeasure measure = new StubMeasure();
    StubService service = new StubService();
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                switch ((int) row.sequence() % 100) {
                  case 0 -> chunk.prepare(row, measure);
                  case 1 -> chunk.external(row, service);
                  case 2 -> chunk.verdict(row, RowResult.failed("not wanted"));
                  case 3 -> {
                    chunk.prepare(row, measure);
                    chunk.verdict(row, RowResult.skipped("second thoughts"));
                  }
                  default -> chunk.inStore(row, (one, tx) -> RowResult.applied());
                }
              }
            });
    Run run = prices().execute(id, options -> options.concurrency(2).acceptFailures(13));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(1_300);
    assertThat(run.failed()).isEqualTo(13);
    assertThat(run.skipped()).isEqualTo(13);
    assertThat(measure.begun()).hasSize(13);
    assertThat(service.calls()).isEqualTo(13);
    assertThat(service.faults()).isEmpty();
    assertSealed(id, measure);
  }

  @Test
  default void aChunkWithWorkAsAWholeHasNoPreparedRows() {
    BatchId id = populated(Prices.lines(2));
    StubMeasure measure = new StubMeasure();
    handler()
        .executor(
            chunk -> {
              chunk.inStore(tx -> {});
              chunk.prepare(chunk.rows().get(0), measure);
            });
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> prices().execute(id))
        .withMessageContainingAll(batch(id).name(), "as a whole", "prepared");
    assertThat(measure.begun()).isEmpty();
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
  }

  @Test
  default void rowsThatAreLeftOutAreNotPrepared() {
    BatchId id =
        populated(
            Prices.line("A1", "Tea", "x"),
            Prices.line("A2", "gone", "1"),
            Prices.line("A3", "Tea", "1"));
    StubMeasure measure = new StubMeasure();
    handler().executor(measure.executor());
    assertThat(prices().execute(id, options -> options.leaveOutErrors()).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(measure.begun()).containsExactly(3L);
    assertSealed(id, measure);
  }

  @Test
  default void aRowThatIsUnknownFromAnotherTimeIsPreparedLikeAnyOther() {
    BatchId id = populated(Prices.lines(3));
    StubService down =
        new StubService()
            .calling(
                (row, effect) -> {
                  throw new IOException("down");
                })
            .settling(
                (row, effect) -> {
                  throw new IOException("down");
                });
    handler().executor(down.executor());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(row(id, 1).outcome()).isEqualTo(RowOutcome.UNKNOWN);
    StubMeasure measure = new StubMeasure();
    handler().executor(measure.executor());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(measure.begun()).containsExactly(1L, 2L, 3L);
    assertSealed(id, measure);
  }
}
