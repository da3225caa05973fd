package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.WrongState;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.spi.RowEdits;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many rows are changed as one recorded action, which can be undone as one. */
interface BulkEditLife extends LifeFixture {
  private BatchId many(int count) {
    BatchId id = newBatch();
    populate(
        id,
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> Prices.line("A" + i, "Article", i % 3 == 0 ? "x" : "" + i))
            .toArray(PriceLine[]::new));
    return id;
  }

  @Test
  default void allRowsOfASelectionAreRemovedAndRestored() {
    BatchId id = many(2_400);
    Batch before = batch(id);
    Run run =
        kit()
            .as(Actor.of("ann@acme.example"))
            .batches(Prices.TYPE)
            .removeAll(prices().rows(id).severity(Severity.ERROR));
    assertThat(run.activity()).isEqualTo(Activity.EDIT);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(800);
    assertThat(run.total()).isEqualTo(800);
    assertThat(rows(id)).hasSize(1_600).allMatch(row -> row.status().code().equals("OK"));
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch(id).needsRefresh()).isFalse();
    assertThat(batch(id).version()).isEqualTo(before.version() + 1);
    List<Change<PriceLine>> history = prices().history(id, null, 1_000);
    assertThat(history)
        .hasSize(800)
        .allMatch(change -> change.kind() == Change.Kind.REMOVE)
        .allMatch(change -> run.id().equals(change.runId()))
        .allMatch(change -> change.byId() != null);
    Run restored = prices().restoreAll(prices().rows(id).between("sku", "A1", "A2"));
    assertThat(restored.done()).isBetween(1L, 799L);
    assertThat(rows(id)).hasSize(1_600 + Math.toIntExact(restored.done()));
    assertThat(rows(id)).filteredOn(row -> row.version() == 3).hasSize((int) restored.done());
    prices().execute(id, options -> options.leaveOutErrors());
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void aComponentIsSetInAllRowsOfASelection() {
    BatchId id = many(1_300);
    Run run =
        prices().setAll(prices().rows(id).severity(Severity.ERROR).sortedBy("sku"), "price", "1");
    assertThat(run.done()).isEqualTo(433);
    assertThat(rows(id)).allMatch(row -> row.status().code().equals("OK"));
    assertThat(prices().setAll(prices().rows(id).severity(Severity.ERROR), "price", "1").done())
        .isZero();
    assertThat(kit().orchestration().session(run.id()).orElseThrow().args())
        .isNotNull()
        .satisfies(
            args ->
                assertThat(String.valueOf(args.members().get("edit")))
                    .contains("SET", "price=1", "ERROR"));
    Run again = prices().setAll(prices().rows(id).after(1_290), "name", "Article");
    assertThat(again.done()).isEqualTo(1_300);
    assertThat(rows(id)).filteredOn(row -> row.version() > 1).hasSize(433);
  }

  @Test
  default void whatCannotBeSetIsRefusedBeforeTheRun() {
    BatchId id = many(3);
    Batch before = batch(id);
    for (Runnable call :
        List.<Runnable>of(
            () -> prices().setAll(prices().rows(id), "colour", "red"),
            () -> prices().setAll(prices().rows(id), "price", 1L))) {
      assertThatExceptionOfType(InvalidValue.class).isThrownBy(call::run);
    }
    assertThat(batch(id)).isEqualTo(before);
    assertThat(prices().runs(id)).hasSize(1);
    assertThat(prices().setAll(prices().rows(id), "name", null).done()).isEqualTo(3);
    assertThat(rows(id)).allMatch(row -> row.value().name() == null);
  }

  @Test
  default void aRunIsUndoneAsOne() {
    BatchId id = many(1_500);
    List<Row<PriceRow>> before = rows(id);
    Run run = prices().setAll(prices().rows(id), "price", "0.5");
    prices().edit(id, 5, 2, Map.of("price", "8"));
    prices().edit(id, 6, 2, Map.of("name", "Rum"));
    prices().remove(id, 7, 2);
    Run undone = prices().undoAll(run);
    assertThat(undone.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(undone.done()).isEqualTo(1_500);
    assertThat(undone.skipped()).isEqualTo(2);
    assertThat(kit().orchestration().issues(undone.id(), null, 1_000))
        .filteredOn(issue -> issue.type().equals("LEFT"))
        .extracting(Issue::row)
        .containsExactly(5L, 7L);
    assertThat(prices().input(row(id, 5)).price()).isEqualTo("8");
    assertThat(prices().input(row(id, 6))).isEqualTo(Prices.line("A6", "Rum", "x"));
    assertThat(prices().input(row(id, 7)).price()).isEqualTo("0.5");
    for (Row<PriceRow> row : before) {
      if (row.sequence() > 7) {
        assertThat(row(id, row.sequence()).value()).isEqualTo(row.value());
      }
    }
    Run again = prices().undoAll(undone);
    assertThat(again.skipped()).isZero();
    assertThat(rows(id))
        .filteredOn(row -> row.sequence() != 5)
        .allMatch(row -> "0.5".equals(prices().input(row).price()));
  }

  @Test
  default void aRemovalOfManyIsUndone() {
    BatchId id = many(12);
    Run run = prices().removeAll(prices().rows(id).severity(Severity.ERROR));
    List<Row<PriceRow>> left = rows(id);
    assertThat(prices().undoAll(run).skipped()).isZero();
    assertThat(rows(id)).hasSize(12);
    Run undone = LifeFixture.lastRun(prices(), id);
    prices().undoAll(undone);
    assertThat(rows(id)).isEqualTo(left);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> prices().undoAll(prices().runs(id).get(0)));
    handler().rows(Prices.lines(2));
    prices().repopulate(id);
    assertThat(prices().undoAll(run).done()).isZero();
  }

  @Test
  default void marksOfDuplicatesAreThoseOfARefresh() {
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      BatchId id = newBatch();
      populate(
          id,
          IntStream.rangeClosed(1, 1_200)
              .mapToObj(
                  i -> Prices.line("A" + random.nextInt(300), i % 7 == 0 ? null : "x", "" + i))
              .toArray(PriceLine[]::new));
      prices().removeAll(prices().rows(id).between("sku", "A1", "A15"));
      assertUnchangedByRefresh(id);
      prices().removeAll(prices().rows(id).status(duplicate(id)).between("sku", "A2", "A25"));
      assertUnchangedByRefresh(id);
      Run set = prices().setAll(prices().rows(id).between("sku", "A3", "A35"), "sku", "A4");
      assertUnchangedByRefresh(id);
      prices().restoreAll(prices().rows(id));
      assertUnchangedByRefresh(id);
      prices().undoAll(set);
      assertUnchangedByRefresh(id);
    }
  }

  private RowStatus duplicate(BatchId id) {
    return batch(id).status("DUPLICATE").orElseThrow();
  }

  private void assertUnchangedByRefresh(BatchId id) {
    assertThat(batch(id).needsRefresh()).isFalse();
    List<Row<PriceRow>> before = rows(id);
    prices().refresh(id);
    assertThat(rows(id)).isEqualTo(before);
  }

  @Test
  default void whereTooManyShareAKeyTheBatchNeedsARefreshAfterwards() {
    BatchId id = many(1_300);
    assertThat(prices().setAll(prices().rows(id), "sku", "same").outcome())
        .isEqualTo(RunOutcome.SUCCESS);
    assertThat(batch(id).needsRefresh()).isTrue();
    prices().refresh(id);
    assertThat(batch(id).needsRefresh()).isFalse();
    assertThat(rows(id)).filteredOn(row -> row.problems().isEmpty()).hasSize(1);
  }

  @Test
  default void aBatchThatNeededARefreshStillDoes() {
    BatchId id = many(3);
    handler()
        .refresher(
            (in, row) -> {
              throw new IllegalStateException("broken");
            });
    assertThatExceptionOfType(HandlerFailed.class).isThrownBy(() -> prices().refresh(id));
    handler().refresher(Prices.refresher(Map.of()));
    prices().removeAll(prices().rows(id));
    assertThat(batch(id).needsRefresh()).isTrue();
  }

  @Test
  default void rowsWhoseEffectIsDoneStay() {
    BatchId id = populated(Prices.lines(4));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> row.sequence() < 3 ? RowResult.applied() : RowResult.failed("no")));
    prices().execute(id);
    prices().reopen(id);
    Run run = prices().setAll(prices().rows(id), "price", "7");
    assertThat(run.skipped()).isEqualTo(2);
    assertThat(run.done()).isEqualTo(4);
    assertThat(rows(id)).extracting(Row::version).containsExactly(1L, 1L, 2L, 2L);
    assertThat(prices().removeAll(prices().rows(id)).skipped()).isEqualTo(2);
    assertThat(rows(id)).hasSize(2);
  }

  @Test
  default void onlyOnePendingBatchThatIsNotHandedOverIsEdited() throws Exception {
    BatchId id = many(6);
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .refresherOf(
            batch -> {
              holding.countDown();
              Aside.await(goOn);
              return Prices.refresher(Map.of());
            });
    Aside<Run> run = Aside.run(() -> prices().setAll(prices().rows(id), "price", "1"));
    Aside.await(holding);
    assertThatExceptionOfType(BatchBusy.class)
        .isThrownBy(() -> prices().edit(id, 1, 1, Map.of("price", "1")))
        .satisfies(busy -> assertThat(busy.activity()).isEqualTo("edit"));
    assertThatExceptionOfType(BatchBusy.class)
        .isThrownBy(() -> prices().removeAll(prices().rows(id)));
    goOn.countDown();
    assertThat(run.get().outcome()).isEqualTo(RunOutcome.SUCCESS);
    prices().complete(id);
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().removeAll(prices().rows(id)));
    prices().execute(id);
    assertThatExceptionOfType(BatchFrozen.class)
        .isThrownBy(() -> prices().removeAll(prices().rows(id)));
  }

  @Test
  default void aRunThatIsCancelledStopsAndOwesARefresh() {
    BatchId id = many(2_500);
    AtomicInteger made = new AtomicInteger();
    handler()
        .refresher(
            (in, row) -> {
              if (made.incrementAndGet() == 150) {
                prices().cancel(id);
              }
              return Prices.refresher(Map.of()).refresh(in, row);
            });
    Run run = prices().setAll(prices().rows(id), "price", "1");
    assertThat(run.outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(run.done()).isBetween(1L, 2_499L);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch(id).needsRefresh()).isTrue();
    assertThat(rows(id)).filteredOn(row -> row.version() > 1).hasSizeBetween(1, 2_499);
    prices().undoAll(run);
    assertThat(rows(id))
        .allMatch(row -> !"1".equals(prices().input(row).price()) || row.sequence() == 1);
    assertThat(batch(id).needsRefresh()).isTrue();
  }

  @Test
  default void aHandlerThatThrowsEndsTheRun() {
    BatchId id = many(3);
    IllegalStateException thrown = new IllegalStateException("broken");
    handler()
        .refresher(
            (in, row) -> {
              throw thrown;
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().setAll(prices().rows(id), "price", "1"))
        .withCause(thrown)
        .satisfies(failed -> assertThat(failed.runId()).isEqualTo(lastRun(id).id()));
    assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(batch(id).needsRefresh()).as("nothing was changed").isFalse();
  }

  @Test
  default void aPreparedEditThatChangesNothingIsPassedByWhateverBecameOfItsRow() {
    BatchId id = populated(Prices.lines(4));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) ->
                    row.sequence() == 1 ? RowResult.applied() : RowResult.failed("not today")));
    prices().execute(id);
    prices().reopen(id);
    prices().remove(id, 2, 1);
    prices().edit(id, 3, 1, in -> Prices.line(in.sku(), "changed meanwhile", in.price()));
    List<Row<PriceRow>> before = rows(id);
    Run run = prices().apply(id, new Prepared(List.of("1.50", "2.50", "3.50", "7")));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id).subList(0, 2)).isEqualTo(before.subList(0, 2));
    assertThat(prices().input(row(id, 4)).price()).isEqualTo("7");
    assertThat(prices().history(id, null, 10)).hasSize(3);
  }

  /** Prices that somebody wrote down for the rows from the first on, when each was at version 1. */
  record Prepared(List<String> prices) implements RowEdits {
    @Override
    public String source() {
      return "prepared";
    }

    @Override
    public void giveTo(Taker taker) {
      for (int i = 0; i < prices.size(); i++) {
        taker.edit(i + 1L, 1, Map.of("price", prices.get(i)));
      }
    }
  }

  @Test
  default void theDoorThatKnowsNoTypeEditsManyToo() {
    BatchId id = many(6);
    BatchKit other = another();
    Run run = other.batches().setAll(other.batches().rows(id), "price", "0.5");
    assertThat(run.done()).isEqualTo(6);
    assertThat(other.batches().undoAll(run).done()).isEqualTo(6);
    assertThat(prices().input(row(id, 3)).price()).isEqualTo("x");
  }
}
