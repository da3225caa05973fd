package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.error.NoSuchRow;
import dev.batchkit.error.StaleRow;
import dev.batchkit.error.WrongRowState;
import dev.batchkit.error.WrongState;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** People add, change, remove and restore rows; each is made again at once. */
interface EditLife extends LifeFixture {
  private static UnaryOperator<PriceLine> price(String price) {
    return in -> new PriceLine(in.sku(), in.name(), price);
  }

  @Test
  default void anEditedRowIsMadeAgainFromItsNewInput() {
    BatchId id = populated(Prices.line("A1", "Tea", "12,3x"), Prices.line("A2", "Rum", "2"));
    Batch before = batch(id);
    assertThat(row(id, 1).status().code()).isEqualTo("ERROR");
    Row<PriceRow> edited = prices().edit(id, 1, 1, price("12.30"));
    assertThat(edited).isEqualTo(row(id, 1));
    assertThat(edited.status().code()).isEqualTo("OK");
    assertThat(edited.problems()).isEmpty();
    assertThat(edited.value().newPrice()).isEqualTo(new BigDecimal("12.30"));
    assertThat(edited.version()).isEqualTo(2);
    assertThat(prices().input(edited)).isEqualTo(Prices.line("A1", "Tea", "12.30"));
    assertThat(row(id, 2).version()).isEqualTo(1);
    assertThat(batch(id).version()).isEqualTo(before.version() + 1);
    assertThat(batch(id).rows()).isEqualTo(before.rows());
    assertThat(prices().execute(id).done()).isEqualTo(2);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void anEditSaysWhoMadeIt() {
    BatchId id = populated(Prices.lines(2));
    Batches<PriceLine, PriceRow> ann =
        kit().as(Actor.of("ann@acme.example", "buyers")).batches(Prices.TYPE);
    Row<PriceRow> edited = ann.edit(id, 1, 1, price("7"));
    assertThat(edited.updatedById()).isNotNull();
    assertThat(batch(id).updatedById()).isEqualTo(edited.updatedById());
    assertThat(batch(id).updatedAt()).isEqualTo(edited.updatedAt());
    assertThat(ann.history(id, 1).get(0).byId()).isEqualTo(edited.updatedById());
    assertThat(prices().edit(id, 1, 2, price("8")).updatedById()).isNull();
  }

  @Test
  default void anAddedRowIsTheLast() {
    BatchId id = populated(Prices.lines(3));
    Row<PriceRow> added = prices().add(id, Prices.line("B1", "Gin", "x"));
    assertThat(added).isEqualTo(row(id, 4));
    assertThat(added.version()).isEqualTo(1);
    assertThat(added.status().code()).isEqualTo("ERROR");
    assertThat(batch(id).rows()).isEqualTo(new RowWindow(1, 4, 4));
    List<Row<PriceRow>> more =
        prices().addAll(id, List.of(Prices.line("B2", "Rum", "1"), Prices.line("B3", "Ale", "2")));
    assertThat(more).extracting(Row::sequence).containsExactly(5L, 6L);
    assertThat(rows(id)).hasSize(6);
    assertThat(prices().addAll(id, List.of())).isEmpty();
    assertThat(batch(id).version()).isEqualTo(4);
  }

  @Test
  default void aBatchThatWasNeverPopulatedIsFilledByPeople() {
    BatchId id = newBatch();
    assertThat(prices().add(id, Prices.line("A1", "Tea", "1")).sequence()).isEqualTo(1);
    prices().add(id, Prices.line("A2", "Rum", "2"));
    assertThat(prices().refresh(id).done()).isEqualTo(2);
    assertThat(prices().execute(id).done()).isEqualTo(2);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void anAddedRowTakesNoSequenceThatWasUsed() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_500)) {
                batch.add(line);
              }
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> prices().populate(id)).isInstanceOf(HandlerFailed.class);
    long used = batch(id).rows().used();
    assertThat(used).isGreaterThanOrEqualTo(1_000);
    assertThat(prices().add(id, Prices.line("A1", "Tea", "1")).sequence()).isEqualTo(used + 1);
    assertThat(rows(id)).hasSize(1);
    assertThat(stored(store(), id)).hasSize(1);
  }

  @Test
  default void notMoreThanAThousandRowsAreAddedAtOnce() {
    BatchId id = newBatch();
    assertThat(prices().addAll(id, List.of(Prices.lines(1_000)))).hasSize(1_000);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> prices().addAll(id, List.of(Prices.lines(1_001))));
    assertThat(rows(id)).hasSize(1_000);
  }

  @Test
  default void ofRowsThatAreAddedAtOnceAllAreThereOrNone() {
    BatchId id = populated(Prices.lines(2));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                prices()
                    .addAll(
                        id, List.of(Prices.line("B1", "x", "1"), Prices.line("B2", "\uD800", "1"))))
        .withMessageContaining("name");
    assertThat(rows(id)).hasSize(2);
    assertThat(prices().history(id, null, 10)).isEmpty();
  }

  @Test
  default void aRemovedRowIsNeitherCountedNorExecutedAndComesBackAsItWas() {
    BatchId id = populated(Prices.line("A1", "Tea", "x"), Prices.line("A2", "Rum", "2"));
    Row<PriceRow> removed = prices().remove(id, 1, 1);
    assertThat(removed.removed()).isTrue();
    assertThat(removed.version()).isEqualTo(2);
    assertThat(rows(id)).extracting(Row::sequence).containsExactly(2L);
    assertThat(prices().row(id, 1)).contains(removed);
    assertThat(prices().preview(id).isExecutable()).isTrue();
    Row<PriceRow> restored = prices().restore(id, 1, 2);
    assertThat(restored.removed()).isFalse();
    assertThat(restored.version()).isEqualTo(3);
    assertThat(restored.status().code()).isEqualTo("ERROR");
    assertThat(prices().input(restored)).isEqualTo(Prices.line("A1", "Tea", "x"));
    prices().remove(id, 1, 3);
    assertThat(prices().execute(id).done()).isEqualTo(1);
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void aRowIsRemovedAndRestoredOnce() {
    BatchId id = populated(Prices.lines(2));
    assertThatExceptionOfType(WrongRowState.class)
        .isThrownBy(() -> prices().restore(id, 1, 1))
        .satisfies(refusal -> assertThat(refusal.state()).isEqualTo("present"));
    prices().remove(id, 1, 1);
    for (Runnable call :
        List.<Runnable>of(
            () -> prices().remove(id, 1, 2), () -> prices().edit(id, 1, 2, price("1")))) {
      assertThatExceptionOfType(WrongRowState.class)
          .isThrownBy(call::run)
          .satisfies(
              refusal -> {
                assertThat(refusal.batchId()).isEqualTo(id.value());
                assertThat(refusal.sequence()).isEqualTo(1);
                assertThat(refusal.state()).isEqualTo("removed");
              })
          .withMessageContaining("Restore it first");
    }
  }

  @Test
  default void anEditOfAnotherVersionIsRefusedWithThePresentRow() {
    BatchId id = populated(Prices.lines(2));
    Row<PriceRow> present = prices().edit(id, 1, 1, price("7"));
    Batch batch = batch(id);
    for (Runnable call :
        List.<Runnable>of(
            () -> prices().edit(id, 1, 1, price("8")),
            () -> prices().edit(id, 1, 3, price("8")),
            () -> prices().edit(id, 1, 1, Map.of("price", "8")),
            () -> prices().remove(id, 1, 1),
            () -> prices().restore(id, 1, 1))) {
      assertThatExceptionOfType(StaleRow.class)
          .isThrownBy(call::run)
          .satisfies(
              stale -> {
                assertThat(stale.batchId()).isEqualTo(id.value());
                assertThat(stale.sequence()).isEqualTo(1);
                assertThat(stale.expected()).isNotEqualTo(2);
                assertThat(stale.version()).isEqualTo(2);
                assertThat(stale.present()).isEqualTo(present);
              });
    }
    assertThat(batch(id)).isEqualTo(batch);
    assertThat(prices().history(id, 1)).hasSize(1);
  }

  @Test
  default void ofTwoWhoEditARowAtTheSameTimeOneWins() throws Exception {
    BatchId id = populated(Prices.lines(2));
    BatchKit other = another();
    for (long version = 1; version <= 20; version++) {
      long seen = version;
      List<Object> results =
          Crowd.of(
              2,
              i ->
                  () -> {
                    Batches<PriceLine, PriceRow> door =
                        (i == 0 ? kit() : other).batches(Prices.TYPE);
                    try {
                      return door.edit(id, 1, seen, price(i + "." + seen));
                    } catch (StaleRow stale) {
                      return stale;
                    }
                  });
      assertThat(results).filteredOn(StaleRow.class::isInstance).hasSize(1);
      Row<PriceRow> now = row(id, 1);
      assertThat(results)
          .allSatisfy(
              result ->
                  assertThat(result instanceof StaleRow stale ? stale.present() : result)
                      .isEqualTo(now));
      assertThat(now.version()).isEqualTo(seen + 1);
    }
    assertThat(prices().history(id, 1)).hasSize(20);
    assertThat(batch(id).version()).isEqualTo(22);
  }

  @Test
  default void ofTwoWhoEditARowTheSlowerOneIsRefused() throws Exception {
    BatchId id = populated(Prices.lines(2));
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Aside<Row<PriceRow>> slow =
        Aside.run(
            () ->
                prices()
                    .edit(
                        id,
                        1,
                        1,
                        in -> {
                          if (making.getCount() > 0) {
                            making.countDown();
                            awaitQuietly(goOn);
                          }
                          return new PriceLine(in.sku(), in.name(), "1");
                        }));
    Aside.await(making);
    Row<PriceRow> fast = another().batches(Prices.TYPE).edit(id, 1, 1, price("2"));
    goOn.countDown();
    assertThat(catchThrowable(slow::get))
        .isInstanceOfSatisfying(
            StaleRow.class, stale -> assertThat(stale.present()).isEqualTo(fast));
    assertThat(row(id, 1)).isEqualTo(fast);
  }

  private static void awaitQuietly(CountDownLatch signal) {
    try {
      Aside.await(signal);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void manyWhoAddAtTheSameTimeAllAdd() throws Exception {
    BatchId id = populated(Prices.lines(3));
    List<Long> sequences =
        Crowd.of(
            6,
            i ->
                () -> {
                  long last = 0;
                  for (int n = 0; n < 5; n++) {
                    last = prices().add(id, Prices.line("B" + i + "-" + n, "x", "1")).sequence();
                  }
                  return last;
                });
    assertThat(sequences).doesNotHaveDuplicates();
    assertThat(rows(id)).hasSize(33);
    assertThat(rows(id)).extracting(Row::status).extracting("code").containsOnly("OK");
    assertThat(batch(id).version()).isEqualTo(32);
  }

  @Test
  default void whatIsNotThereIsNotEdited() {
    BatchId id = populated(Prices.lines(2));
    for (long sequence : new long[] {0, 3, -1, Long.MAX_VALUE}) {
      assertThatExceptionOfType(NoSuchRow.class)
          .isThrownBy(() -> prices().edit(id, sequence, 1, price("1")))
          .satisfies(refusal -> assertThat(refusal.sequence()).isEqualTo(sequence));
    }
    populateAgain(id);
    assertThatExceptionOfType(NoSuchRow.class).isThrownBy(() -> prices().remove(id, 1, 1));
    assertThatExceptionOfType(NoSuchBatch.class)
        .isThrownBy(() -> prices().add(new BatchId(99), Prices.line("A1", "Tea", "1")));
  }

  private void populateAgain(BatchId id) {
    handler().rows(Prices.lines(2));
    prices().repopulate(id);
  }

  @Test
  default void onlyAPendingBatchThatNobodyHoldsIsEdited() throws Exception {
    BatchId id = populated(Prices.lines(2));
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              holding.countDown();
              Aside.await(goOn);
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.failed("no")));
            });
    Aside<?> run = Aside.run(() -> prices().execute(id));
    Aside.await(holding);
    assertThatExceptionOfType(BatchBusy.class)
        .isThrownBy(() -> prices().edit(id, 1, 1, price("1")));
    assertThatExceptionOfType(BatchBusy.class)
        .isThrownBy(() -> another().batches(Prices.TYPE).add(id, Prices.line("B", "x", "1")));
    goOn.countDown();
    Object unused = run.get();
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().edit(id, 1, 1, price("1")))
        .withMessageContaining("Failed");
    assertThat(row(id, 1).outcome()).isEqualTo(RowOutcome.FAILED);
    assertThat(row(id, 1).version()).isEqualTo(1);
  }

  @Test
  default void aBatchOfADeadRunIsEditedAtOnce() {
    BatchId id = populated(Prices.lines(2));
    var dying = reopen(store());
    BatchKit died = openKit(dying, options -> options.handler(handler()));
    handler()
        .refresherOf(
            batch -> {
              crash(dying);
              return Prices.refresher(Map.of());
            });
    assertThat(catchThrowable(() -> died.batches(Prices.TYPE).refresh(id))).isNotNull();
    handler().refresher(Prices.refresher(Map.of()));
    assertThat(prices().edit(id, 1, 1, price("7")).version()).isEqualTo(2);
    assertThat(batch(id).needsRefresh()).isTrue();
  }

  @Test
  default void whatTheCallersFunctionThrowsIsThrownOn() {
    BatchId id = populated(Prices.lines(2));
    IllegalArgumentException thrown = new IllegalArgumentException("no");
    assertThat(
            catchThrowable(
                () ->
                    prices()
                        .edit(
                            id,
                            1,
                            1,
                            in -> {
                              throw thrown;
                            })))
        .isSameAs(thrown);
    assertThat(row(id, 1).version()).isEqualTo(1);
  }

  @Test
  default void aHandlerThatThrowsFailsTheEditOnly() {
    BatchId id = populated(Prices.lines(2));
    Batch before = batch(id);
    IllegalStateException thrown = new IllegalStateException("broken");
    handler()
        .refresher(
            (in, row) -> {
              throw thrown;
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().edit(id, 1, 1, price("7")))
        .withCause(thrown)
        .withMessageContainingAll(before.name(), "IllegalStateException")
        .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("broken"));
    handler()
        .refresherOf(
            batch -> {
              throw thrown;
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().add(id, Prices.line("B", "x", "1")));
    assertThat(batch(id)).isEqualTo(before);
    assertThat(prices().history(id, null, 10)).isEmpty();
  }

  @Test
  default void aRefresherIsOpenedAndClosedOncePerEditOutsideAnyTransaction() {
    BatchId id = populated(Prices.lines(2));
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    handler()
        .refresherOf(
            batch -> {
              opened.incrementAndGet();
              assertThat(batch.batch().id()).isEqualTo(id);
              another().batches(Prices.TYPE).create(draft -> draft);
              return new ClosingRefresher<>(
                  Prices.refresher(Map.of()),
                  () -> {
                    closed.incrementAndGet();
                    throw new IllegalStateException("cannot close");
                  });
            });
    assertThat(prices().edit(id, 1, 1, price("7")).version()).isEqualTo(2);
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
    prices().remove(id, 2, 1);
    assertThat(opened).hasValue(1);
  }

  @Test
  default void anEditThatChangesNothingWritesNothing() {
    BatchId id = populated(Prices.lines(2));
    Batch before = batch(id);
    assertThat(prices().edit(id, 1, 1, in -> in)).isEqualTo(row(id, 1));
    assertThat(prices().edit(id, 1, 1, Map.of())).isEqualTo(row(id, 1));
    assertThat(batch(id)).isEqualTo(before);
    handler().refresher(Prices.refresher(Map.of("A1", BigDecimal.ONE)));
    assertThat(prices().edit(id, 1, 1, in -> in).value().oldPrice()).isEqualTo(BigDecimal.ONE);
    assertThat(row(id, 1).version()).isEqualTo(2);
  }

  @Test
  default void aRowIsEditedByItsCells() {
    BatchId id = populated(Prices.line("A1", "Tea", "x"));
    Row<PriceRow> edited = prices().edit(id, 1, 1, Map.of("price", " 1.50 ", "sku", "B1"));
    assertThat(prices().input(edited)).isEqualTo(Prices.line("B1", "Tea", " 1.50 "));
    assertThat(edited.value().newPrice()).isEqualTo(new BigDecimal("1.50"));
    assertThat(prices().input(prices().edit(id, 1, 2, Map.of("name", ""))).name()).isEmpty();
    Row<PriceRow> blank = prices().edit(id, 1, 3, Collections.singletonMap("name", null));
    assertThat(prices().input(blank).name()).isNull();
    assertThat(prices().edit(id, 1, 4, Map.of("name", ""))).isEqualTo(blank);
  }

  @Test
  default void whatAFormShowsOfARowChangesNothingWhenItIsSentBack() {
    BatchId id = populated(Prices.line(null, "", "x"));
    Row<PriceRow> row = row(id, 1);
    assertThat(prices().cells(row)).isEqualTo(Map.of("sku", "", "name", "", "price", "x"));
    assertThat(prices().fields(id)).containsExactly("sku", "name", "price");
    assertThat(prices().edit(id, 1, 1, prices().cells(row))).isEqualTo(row);
    assertThat(prices().history(id, 1)).isEmpty();
  }

  @Test
  default void allFaultsOfCellsAreToldAtOnce() {
    BatchId id = populated(Prices.lines(1));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () -> prices().edit(id, 1, 1, Map.of("price", 1.5, "colour", "red", "name", "Rum")))
        .satisfies(
            invalid ->
                assertThat(invalid.faults())
                    .hasSize(2)
                    .anyMatch(fault -> fault.startsWith("colour: is none of"))
                    .anyMatch(fault -> fault.startsWith("price: is of a class")));
    assertThat(row(id, 1).version()).isEqualTo(1);
  }

  @Test
  default void theDoorThatKnowsNoTypeEditsToo() {
    BatchId id = populated(Prices.lines(2));
    var any = kit().batches();
    any.edit(id, 1, 1, Map.of("price", "7"));
    assertThat(row(id, 1).value().newPrice()).isEqualTo(new BigDecimal("7"));
    any.edit(
        id,
        1,
        2,
        in -> {
          var values = new LinkedHashMap<>(in.values());
          values.put("price", "8");
          return new Cells(values);
        });
    assertThat(prices().input(row(id, 1))).isEqualTo(Prices.line("A1", "Article 1", "8"));
    assertThat(any.remove(id, 2, 1).removed()).isTrue();
    assertThat(any.restore(id, 2, 2).value().get("sku", String.class)).isEqualTo("A2");
    any.add(id, new Cells(Map.of("sku", "C1", "price", "9")));
    assertThat(prices().input(row(id, 3))).isEqualTo(Prices.line("C1", null, "9"));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> any.add(id, new Cells(Map.of("sku", 1L))));
    assertThat(any.history(id, 1)).hasSize(2);
  }

  @Test
  default void anEditedRowForgetsAnOutcomeThatIsNotDone() {
    BatchId id = populated(Prices.lines(2));
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.failed("no")));
    prices().execute(id);
    prices().reopen(id);
    Row<PriceRow> edited = prices().edit(id, 1, 1, price("7"));
    assertThat(edited.outcome()).isNull();
    assertThat(edited.outcomeDetail()).isNull();
    assertThat(row(id, 2).outcome()).isEqualTo(RowOutcome.FAILED);
    assertThat(prices().edit(id, 2, 1, in -> in).outcome()).isNull();
    assertThat(prices().remove(id, 2, 2).removed()).isTrue();
  }

  @Test
  default void aRowWhoseEffectIsDoneOrMayBeIsNotEdited() {
    BatchId id = populated(Prices.lines(3));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> row.sequence() == 1 ? RowResult.applied() : RowResult.failed("no")));
    prices().execute(id);
    prices().reopen(id);
    for (Runnable call :
        List.<Runnable>of(
            () -> prices().edit(id, 1, 1, price("1")), () -> prices().remove(id, 1, 1))) {
      assertThatExceptionOfType(WrongRowState.class)
          .isThrownBy(call::run)
          .satisfies(refusal -> assertThat(refusal.state()).isEqualTo("applied"));
    }
    assertThat(prices().edit(id, 2, 1, price("1")).version()).isEqualTo(2);
  }

  @Test
  default void problemsAreTheirRefreshsAgain() {
    BatchId id = populated(Prices.line(null, null, "-1"));
    assertThat(row(id, 1).problems()).hasSize(3);
    Row<PriceRow> edited = prices().edit(id, 1, 1, in -> Prices.line("A1", in.name(), in.price()));
    assertThat(edited.problems()).extracting(Problem::column).containsExactly("name", "price");
    assertThat(edited.status().code()).isEqualTo("WARNING");
    List<Row<PriceRow>> before = new ArrayList<>(rows(id));
    prices().refresh(id);
    assertThat(rows(id)).isEqualTo(before);
  }
}
