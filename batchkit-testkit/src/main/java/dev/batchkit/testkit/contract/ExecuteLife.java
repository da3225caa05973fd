package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.error.WrongState;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows are applied: who may, which, with what outcome, and what the batch is afterwards. */
interface ExecuteLife extends LifeFixture {
  /** Options of a handler. */
  record Mode(String target, int limit) {}

  @Test
  default void everyRowIsAppliedOnceAndTheBatchIsFrozenAndSealed() {
    BatchId id = newBatch();
    populate(id, Prices.lines(2_500));
    List<Long> handed = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              assertThat(chunk.rows()).isNotEmpty().hasSizeLessThanOrEqualTo(1_000);
              for (Row<PriceRow> row : chunk.rows()) {
                handed.add(row.sequence());
                chunk.inStore(
                    row, (one, tx) -> RowResult.applied(Json.write(Map.of("n", one.sequence()))));
              }
            });
    Run run = prices().execute(id);
    assertThat(handed).containsExactlyElementsOf(LongStream.rangeClosed(1, 2_500).boxed().toList());
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(2_500);
    assertThat(run.total()).isEqualTo(2_500);
    assertThat(run.failed()).isZero();
    assertThat(run.skipped()).isZero();
    assertThat(rows(id))
        .allSatisfy(
            row -> {
              assertThat(row.outcome()).isEqualTo(RowOutcome.APPLIED);
              assertThat(row.outcomeDetail()).isEqualTo(Json.of("{\"n\":" + row.sequence() + "}"));
              assertThat(row.version()).isEqualTo(1);
            });
    Batch batch = batch(id);
    assertThat(batch.status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(batch.isFrozen()).isTrue();
    assertThat(batch.seal()).matches("[0-9a-f]{64}");
    assertThat(batch.executedAt()).isNotNull();
    assertThat(batch.activity()).isNull();
    assertThat(Json.write(batch.result()).members())
        .isEqualTo(Map.of("applied", 2_500L, "skipped", 0L, "failed", 0L));
    assertThat(prices().verify(id).intact()).isTrue();
    assertThat(prices().verify(id).found()).isEqualTo(batch.seal());
  }

  @Test
  default void theExecutorSeesValueInputAndStatusOfARow() {
    BatchId id = populated(Prices.line(" A1 ", null, " 2.50 "));
    List<Row<PriceRow>> handed = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              handed.addAll(chunk.rows());
              chunk.verdict(chunk.rows().get(0), RowResult.applied());
            });
    Row<PriceRow> before = row(id, 1);
    prices().execute(id);
    assertThat(handed).containsExactly(before);
    assertThat(before.status().code()).isEqualTo("WARNING");
  }

  @Test
  default void rowsOfSkipStatusesAreSkippedWithAReasonAndNotHandedOut() {
    BatchId id =
        populated(
            Prices.line("A1", "Tea", "1"),
            Prices.line("A2", "gone", "2"),
            Prices.line("A3", null, "3"));
    List<Long> handed = handedOut();
    Run run = prices().execute(id);
    assertThat(handed).containsExactly(1L, 3L);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.skipped()).isEqualTo(1);
    assertThat(run.done()).isEqualTo(3);
    assertThat(row(id, 2).outcome()).isEqualTo(RowOutcome.SKIPPED);
    assertThat(reason(row(id, 2))).isNotBlank();
  }

  @Test
  default void errorRowsBlockTheExecutionAndLeaveTheBatchAsItWas() {
    BatchId id = populated(Prices.line("A1", "Tea", "1"), Prices.line("A2", "Rum", "canary"));
    Batch before = batch(id);
    assertThatExceptionOfType(ExecutionBlocked.class)
        .isThrownBy(() -> prices().execute(id))
        .withMessageContainingAll(before.name(), "leaveOutErrors")
        .satisfies(
            refusal -> {
              assertThat(refusal.batchId()).isEqualTo(id.value());
              assertThat(refusal.typeKey()).isEqualTo("life-prices");
              assertThat(refusal.reasons()).isEqualTo(prices().preview(id).reasons());
              assertThat(refusal.getMessage()).doesNotContain("canary");
            });
    Batch after = batch(id);
    assertThat(after.status()).isEqualTo(BatchStatus.PENDING);
    assertThat(after.activity()).isNull();
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.isFrozen()).isFalse();
    assertThat(rows(id)).extracting(Row::outcome).containsOnlyNulls();
    assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.FAILED);
    prices().repopulate(id);
  }

  @Test
  default void errorRowsAreLeftOutWhenToldTo() {
    BatchId id =
        populated(
            Prices.line("A1", "Tea", "1"),
            Prices.line("A2", "Rum", "2x"),
            Prices.line("A1", "Gin", "3"));
    List<Long> handed = handedOut();
    Run run = prices().execute(id, options -> options.leaveOutErrors());
    assertThat(handed).containsExactly(1L);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.skipped()).isEqualTo(2);
    assertThat(rows(id))
        .extracting(Row::outcome)
        .containsExactly(RowOutcome.APPLIED, RowOutcome.SKIPPED, RowOutcome.SKIPPED);
    assertThat(reason(row(id, 2))).contains("Error");
    assertThat(reason(row(id, 3))).contains("Duplicate");
    assertThat(Json.write(batch(id).result()).members())
        .isEqualTo(Map.of("applied", 1L, "skipped", 2L, "failed", 0L));
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void theHandlerMayForbidTheExecution() {
    BatchId id = populated(Prices.lines(2));
    handler().whyNot(batch -> Optional.of("The month is closed."));
    assertThatExceptionOfType(ExecutionBlocked.class)
        .isThrownBy(() -> prices().execute(id))
        .withMessageContainingAll(batch(id).name(), "The month is closed.");
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    handler().whyNot(batch -> Optional.empty());
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aBatchThatIsResumedAndForbiddenStaysFailed() {
    BatchId id = populated(Prices.lines(2));
    handler()
        .executor(chunk -> chunk.rows().forEach(row -> chunk.verdict(row, RowResult.failed("no"))));
    prices().execute(id);
    handler().whyNot(batch -> Optional.of("The month is closed."));
    assertThatExceptionOfType(ExecutionBlocked.class).isThrownBy(() -> prices().execute(id));
    assertThat(batch(id).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(batch(id).isResumable()).isTrue();
  }

  @Test
  default void aBatchThatWasNeverPopulatedIsNotExecuted() {
    BatchId id = newBatch();
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().execute(id))
        .withMessageContainingAll(batch(id).name(), "populate");
    assertThat(prices().runs(id)).isEmpty();
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
  }

  @Test
  default void aBatchWithoutRowsIsExecutedIfItsSourceWasEmpty() {
    BatchId id = populated();
    List<Long> handed = handedOut();
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isZero();
    assertThat(handed).isEmpty();
    assertThat(batch(id).isFrozen()).isTrue();
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void optionsForTheHandlerReachItAndTheLedger() {
    BatchId id = populated(Prices.lines(1));
    AtomicReference<Mode> seen = new AtomicReference<>();
    handler()
        .executorOf(
            batch -> {
              seen.set(batch.options(Mode.class));
              return RowExecutor.inStore((row, tx) -> RowResult.applied());
            });
    Run run = prices().execute(id, options -> options.forHandler(new Mode("shop", 3)));
    assertThat(seen).hasValue(new Mode("shop", 3));
    assertThat(
            Json.write(kit().orchestration().session(run.id()).orElseThrow().args())
                .members()
                .get("options"))
        .isEqualTo(Map.of("target", "shop", "limit", 3L));
  }

  @Test
  default void optionsThatWereNotGivenAreRefusedByName() {
    BatchId id = populated(Prices.lines(1));
    handler()
        .executorOf(
            batch -> {
              Mode unused = batch.options(Mode.class);
              return RowExecutor.inStore((row, tx) -> RowResult.applied());
            });
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> prices().execute(id))
        .withMessageContainingAll(batch(id).name(), "options");
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
  }

  @Test
  default void aTypeThatNeedsSqlIsRefusedByAStoreWithoutBeforeItIsClaimed() {
    assumeThat(store().hasSql()).as("has SQL").isFalse();
    BatchType<PriceLine, PriceRow> type =
        BatchType.of("life-sql", PriceLine.class, PriceRow.class).needsSql();
    ScriptedHandler<PriceLine, PriceRow> needy =
        new ScriptedHandler<>(type, Prices.refresher(Map.of()));
    needy.rows(Prices.lines(1));
    Batches<PriceLine, PriceRow> door = another(options -> options.handler(needy)).batches(type);
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    assertThatExceptionOfType(UnsupportedByStore.class)
        .isThrownBy(() -> door.execute(id))
        .withMessageContainingAll("life-sql", "SqliteStore");
    assertThat(door.get(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(door.runs(id)).hasSize(1);
  }

  @Test
  default void workOnAChunkIsDoneBeforeTheWorksOnItsRows() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_500));
    List<String> done = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                chunk.inStore(
                    row,
                    (one, tx) -> {
                      done.add("row");
                      return RowResult.applied();
                    });
              }
              chunk.inStore(tx -> done.add("chunk " + chunk.rows().size()));
            });
    prices().execute(id);
    int at = 0;
    while (at < done.size()) {
      String head = done.get(at);
      assertThat(head).startsWith("chunk ");
      int size = Integer.parseInt(head.substring(6));
      assertThat(done.subList(at + 1, at + 1 + size)).containsOnly("row");
      at += 1 + size;
    }
    assertThat(done).filteredOn(one -> one.equals("row")).hasSize(1_500);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.SUCCESS);
  }

  @Test
  default void aSecondVerdictOnARowReplacesTheFirst() {
    BatchId id = populated(Prices.lines(2));
    handler()
        .executor(
            chunk -> {
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.failed("first thought")));
              chunk.verdict(chunk.rows().get(1), RowResult.skipped("not wanted"));
              chunk.inStore(chunk.rows().get(0), (row, tx) -> RowResult.applied());
            });
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id))
        .extracting(Row::outcome)
        .containsExactly(RowOutcome.APPLIED, RowOutcome.SKIPPED);
    assertThat(reason(row(id, 2))).isEqualTo("not wanted");
  }

  @Test
  default void theExecutorIsOpenedAndClosedOnceForEveryExecution() {
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    handler()
        .executorOf(
            batch -> {
              opened.incrementAndGet();
              return ScriptedExecutor.of(
                  chunk -> chunk.rows().forEach(row -> chunk.verdict(row, RowResult.failed("no"))),
                  closed::incrementAndGet);
            });
    BatchId id = newBatch();
    populate(id, Prices.lines(1_200));
    prices().execute(id);
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
    prices().execute(id);
    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(2);
  }

  @Test
  default void whoExecutesIsRecorded() {
    BatchId id = populated(Prices.lines(1));
    kit().as(Actor.of("ann@acme.example")).batches(Prices.TYPE).execute(id);
    assertThat(batch(id).executedById()).isNotNull().isEqualTo(batch(id).updatedById());
    assertThat(batch(id).createdById()).isNull();
  }

  /** Has the handler apply every row, and tells which it was given. */
  default List<Long> handedOut() {
    List<Long> handed = new ArrayList<>();
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                handed.add(row.sequence());
                chunk.verdict(row, RowResult.applied());
              }
            });
    return handed;
  }

  /** Why a row has its outcome. */
  static String reason(Row<?> row) {
    return String.valueOf(Json.write(row.outcomeDetail()).members().get("reason"));
  }
}
