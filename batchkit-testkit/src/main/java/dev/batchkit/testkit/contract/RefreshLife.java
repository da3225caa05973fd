package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.WrongState;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Rows are made again from their input: what came from look-ups is computed, not kept. */
interface RefreshLife extends LifeFixture {
  @Test
  default void derivedValuesAreMadeAgainFromTheInput() {
    handler().refresher(Prices.refresher(Map.of("A1", new BigDecimal("1.10"))));
    BatchId id = populated(Prices.line("A1", "Tea", "2"), Prices.line("A2", "Rum", "3x"));
    long version = batch(id).version();
    handler()
        .refresher(
            Prices.refresher(Map.of("A1", new BigDecimal("1.20"), "A2", new BigDecimal("9"))));
    Run run = prices().refresh(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(2);
    assertThat(run.total()).isEqualTo(2);
    assertThat(row(id, 1).value().oldPrice()).isEqualTo("1.20");
    assertThat(row(id, 2).value().oldPrice()).isEqualTo("9");
    assertThat(row(id, 2).status().code()).isEqualTo("ERROR");
    assertThat(prices().input(row(id, 2))).isEqualTo(Prices.line("A2", "Rum", "3x"));
    assertThat(rows(id)).extracting(Row::version).containsExactly(2L, 2L);
    Batch batch = batch(id);
    assertThat(batch.version()).isGreaterThan(version);
    assertThat(batch.needsRefresh()).isFalse();
    assertThat(batch.status()).isEqualTo(BatchStatus.PENDING);
  }

  @Test
  default void onlyRowsThatChangedAreWritten() {
    BatchId id = newBatch();
    populate(id, Prices.lines(2_500));
    List<Row<PriceRow>> before = rows(id);
    handler().refresher(Prices.refresher(Map.of("A1700", new BigDecimal("1"))));
    kit().as(Actor.of("ann@acme.example")).batches(Prices.TYPE).refresh(id);
    List<Row<PriceRow>> after = rows(id);
    assertThat(after.get(1_699).version()).isEqualTo(2);
    assertThat(after.get(1_699).updatedById()).isNotNull();
    assertThat(after.get(1_699).value().oldPrice()).isEqualTo("1");
    assertThat(after.subList(0, 1_699)).isEqualTo(before.subList(0, 1_699));
    assertThat(after.subList(1_700, 2_500)).isEqualTo(before.subList(1_700, 2_500));
  }

  @Test
  default void aProblemThatIsGoneAndOneThatIsNewBothChangeTheRow() {
    BatchId id = populated(Prices.line("A1", null, "1"), Prices.line("A2", "Tea", "1"));
    handler()
        .refresher(
            (in, row) -> {
              if (in.name() != null) {
                row.problem(dev.batchkit.batch.Severity.SKIP, "name", "has a name");
              }
              return new PriceRow(in.sku(), in.name(), null, new BigDecimal("1"));
            });
    prices().refresh(id);
    assertThat(rows(id)).extracting(row -> row.status().code()).containsExactly("OK", "SKIP");
    assertThat(rows(id)).extracting(Row::version).containsExactly(2L, 2L);
    assertThat(row(id, 1).problems()).isEmpty();
  }

  @Test
  default void theInputIsKeptNoLongerThanItDiffers() {
    BatchType<PriceLine, PriceLine> type = BatchType.of("life-same", PriceLine.class);
    AtomicReference<String> name = new AtomicReference<>("Tea");
    ScriptedHandler<PriceLine, PriceLine> same =
        new ScriptedHandler<>(type, (in, row) -> new PriceLine(in.sku(), name.get(), in.price()));
    same.rows(Prices.line("A1", "Rum", "1"));
    Batches<PriceLine, PriceLine> door = another(options -> options.handler(same)).batches(type);
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    name.set("Gin");
    door.refresh(id);
    assertThat(door.input(door.row(id, 1).orElseThrow()).name()).isEqualTo("Rum");
    assertThat(door.row(id, 1).orElseThrow().value().name()).isEqualTo("Gin");
    name.set("Rum");
    door.refresh(id);
    assertThat(door.row(id, 1).orElseThrow().input()).isNull();
    assertThat(door.input(door.row(id, 1).orElseThrow()).name()).isEqualTo("Rum");
    name.set("Tea");
    door.refresh(id);
    assertThat(door.input(door.row(id, 1).orElseThrow()).name()).isEqualTo("Rum");
  }

  @Test
  default void aRefreshThatFailsForbidsExecutionUntilOneSucceeds() {
    BatchId id = newBatch();
    populate(id, Prices.lines(1_500));
    IOException broken = new IOException("look-up broken");
    handler()
        .refresher(
            (in, row) -> {
              if ("A1400".equals(in.sku())) {
                throw broken;
              }
              return new PriceRow(in.sku(), "changed", null, null);
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().refresh(id))
        .withCause(broken);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch(id).needsRefresh()).isTrue();
    assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(row(id, 1).value().name()).isEqualTo("changed");
    assertThat(row(id, 1_450).value().name()).isEqualTo("Article 1450");
    assertThat(prices().preview(id).isExecutable()).isFalse();
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().execute(id))
        .withMessageContainingAll(batch(id).name(), "refresh");
    assertThat(prices().runs(id)).hasSize(2);
    handler().refresher(Prices.refresher(Map.of()));
    prices().refresh(id);
    assertThat(batch(id).needsRefresh()).isFalse();
    assertThat(row(id, 1).value().name()).isEqualTo("Article 1");
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aRefreshIsOwedFromItsBeginOn() {
    BatchId id = populated(Prices.lines(1));
    AtomicReference<Boolean> owed = new AtomicReference<>();
    handler()
        .refresher(
            (in, row) -> {
              owed.set(batch(id).needsRefresh());
              return new PriceRow(in.sku(), null, null, null);
            });
    prices().refresh(id);
    assertThat(owed).hasValue(true);
  }

  @Test
  default void repopulatePaysForARefreshToo() {
    BatchId id = populated(Prices.lines(2));
    handler()
        .refresher(
            (in, row) -> {
              throw new IOException("broken");
            });
    assertThatThrownBy(() -> prices().refresh(id)).isInstanceOf(HandlerFailed.class);
    handler().refresher(Prices.refresher(Map.of()));
    prices().repopulate(id);
    assertThat(batch(id).needsRefresh()).isFalse();
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aBatchWhoseExecutionBeganIsNeitherRefreshedNorPopulated() {
    BatchId id = populated(Prices.lines(2));
    handler()
        .executor(
            chunk -> chunk.rows().forEach(row -> chunk.verdict(row, RowResult.failed("not yet"))));
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.FAILED);
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> prices().refresh(id),
            () -> prices().populate(id),
            () -> prices().repopulate(id))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              WrongState.class,
              refusal -> {
                assertThat(refusal.status()).isEqualTo("Failed");
                assertThat(refusal).hasMessageContaining(batch(id).name());
              });
    }
    assertThat(batch(id).needsRefresh()).isFalse();
    assertThat(prices().runs(id)).hasSize(2);
  }

  @Test
  default void theRefresherIsOpenedAndClosedOnceForEveryRun() {
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    handler()
        .refresherOf(
            batch -> {
              opened.incrementAndGet();
              return new dev.batchkit.spi.RowRefresher<PriceLine, PriceRow>() {
                @Override
                public PriceRow refresh(PriceLine in, dev.batchkit.spi.RowDraft row)
                    throws IOException {
                  if ("A1201".equals(in.sku())) {
                    throw new IOException("broken");
                  }
                  return new PriceRow(in.sku(), null, null, null);
                }

                @Override
                public void close() {
                  closed.incrementAndGet();
                }
              };
            });
    BatchId id = newBatch();
    populate(id, Prices.lines(1_200));
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
    prices().refresh(id);
    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(2);
    handler().rows(Prices.lines(1_300));
    assertThatThrownBy(() -> prices().repopulate(id)).isInstanceOf(HandlerFailed.class);
    assertThat(opened).hasValue(3);
    assertThat(closed).hasValue(3);
  }

  @Test
  default void aRefresherThatCannotCloseDoesNotHideWhyTheRunFailed() {
    IOException broken = new IOException("broken");
    handler()
        .refresher(
            new dev.batchkit.spi.RowRefresher<PriceLine, PriceRow>() {
              @Override
              public PriceRow refresh(PriceLine in, dev.batchkit.spi.RowDraft row)
                  throws IOException {
                throw broken;
              }

              @Override
              public void close() throws IOException {
                throw new IOException("cannot close");
              }
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> populated(Prices.lines(1)))
        .withCause(broken);
  }
}
