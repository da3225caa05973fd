package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.spi.BatchType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What becomes of batches when the row record of their type changes from one release to the next.
 */
interface EvolveLife extends LifeFixture {
  /** The first release. */
  record First(String sku, @Nullable String colour) {}

  /** A later one: a component is new, another is gone. */
  record Second(String sku, @Nullable BigDecimal weight) {}

  /** One that cannot be: a component has another class. */
  record Third(Long sku) {}

  private static <R extends Record> ScriptedHandler<R, R> handler(Class<R> record) {
    return new ScriptedHandler<>(
        BatchType.of("life-evolve", record).indexed("sku"), (in, row) -> in);
  }

  private static <R> Batches<R, R> door(BatchKit kit, ScriptedHandler<R, R> handler) {
    return kit.batches(handler.type());
  }

  /** A batch of the first release, with one row. */
  private BatchId first(boolean executed) {
    ScriptedHandler<First, First> handler = handler(First.class);
    handler.rows(new First("A1", "red"));
    BatchKit kit = another(options -> options.handler(handler));
    Batches<First, First> batches = door(kit, handler);
    BatchId id = batches.create(draft -> draft).id();
    batches.populate(id);
    if (executed) {
      batches.execute(id);
    }
    kit.close();
    return id;
  }

  private Batches<Second, Second> second() {
    ScriptedHandler<Second, Second> handler = handler(Second.class);
    return door(another(options -> options.handler(handler)), handler);
  }

  @Test
  default void rowsOfAnOlderRecordAreReadWithoutWhatIsNewAndWhatIsGone() {
    BatchId id = first(false);
    assertThat(second().rows(id).page(10))
        .extracting(Row::value)
        .containsExactly(new Second("A1", null));
  }

  @Test
  default void aBatchOfAnOlderRecordIsRefreshedEditedAndExecuted() {
    BatchId id = first(false);
    Batches<Second, Second> batches = second();
    assertThat(batches.refresh(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    Row<Second> row = batches.row(id, 1).orElseThrow();
    batches.edit(id, 1, row.version(), in -> new Second(in.sku(), new BigDecimal("1.5")));
    batches.add(id, new Second("A2", null));
    assertThat(batches.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(batches.rows(id).page(10))
        .extracting(Row::value)
        .containsExactly(new Second("A1", new BigDecimal("1.5")), new Second("A2", null));
    assertThat(batches.verify(id).intact()).isTrue();
  }

  @Test
  default void aBatchThatWasFrozenBeforeVerifiesAfterwards() {
    BatchId id = first(true);
    Batches<Second, Second> batches = second();
    assertThat(batches.verify(id).intact()).isTrue();
    assertThat(batches.rows(id).page(10))
        .extracting(Row::value)
        .containsExactly(new Second("A1", null));
  }

  @Test
  default void aFrozenBatchOfAnOlderRecordIsCloned() {
    BatchId id = first(true);
    Batches<Second, Second> batches = second();
    BatchId clone = batches.cloneOf(id, draft -> draft).id();
    assertThat(batches.rows(clone).page(10))
        .extracting(Row::value)
        .containsExactly(new Second("A1", null));
    assertThat(batches.execute(clone).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aRecordThatDoesNotFitStopsItsTypeOnly() {
    BatchId id = first(false);
    ScriptedHandler<Third, Third> handler = handler(Third.class);
    BatchKit kit = another(options -> options.handler(handler).handler(handler()));
    assertThatExceptionOfType(InvalidHandler.class)
        .isThrownBy(() -> door(kit, handler).refresh(id))
        .withMessageContaining("sku");
    assertThat(kit.batches().rows(id).page(10))
        .singleElement()
        .satisfies(row -> assertThat(row.value().get("sku", String.class)).isEqualTo("A1"));
    BatchId other = kit.batches(Prices.TYPE).create(draft -> draft).id();
    handler().rows(Prices.lines(1));
    assertThat(kit.batches(Prices.TYPE).populate(other).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }
}
