package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.Row;
import dev.batchkit.error.BatchAlreadyExists;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A batch is made from the inputs of another one. */
interface CloneLife extends LifeFixture {
  /** Parameters. */
  record Terms(String currency) {}

  @Test
  default void aCloneHasTheInputsOfItsOriginalMadeAnew() {
    BatchId original =
        populated(Prices.line("A1", "Tea", " 1.50 "), Prices.line("A2", "Gin", "12,3x"));
    prices().execute(original, options -> options.leaveOutErrors());
    Batch frozen = batch(original);
    assertThat(frozen.isFrozen()).isTrue();
    handler().refresher(Prices.refresher(Map.of("A1", new BigDecimal("0.99"))));
    Batch made = prices().cloneOf(original, draft -> draft);
    assertThat(made.id()).isNotEqualTo(original);
    assertThat(made.status()).isEqualTo(BatchStatus.PENDING);
    assertThat(made.parent()).isEqualTo(original);
    assertThat(made.key()).isNull();
    assertThat(made.populatedAt()).isNotNull();
    assertThat(rows(made.id()))
        .extracting(row -> prices().input(row))
        .containsExactly(Prices.line("A1", "Tea", " 1.50 "), Prices.line("A2", "Gin", "12,3x"));
    assertThat(rows(made.id())).extracting(Row::outcome).containsOnlyNulls();
    assertThat(rows(made.id())).extracting(Row::version).containsOnly(1L);
    assertThat(row(made.id(), 1).value().oldPrice()).isEqualTo("0.99");
    assertThat(row(made.id(), 2).status().code()).isEqualTo("ERROR");
    assertThat(Json.write(made.source()).text())
        .contains("batch:" + original, String.valueOf(frozen.seal()));
    assertThat(batch(original)).isEqualTo(frozen);
    assertThat(prices().verify(original).intact()).isTrue();
  }

  @Test
  default void headerTextsAreCopiedUnlessTheDraftGivesItsOwn() {
    BatchType<PriceLine, PriceRow> type =
        BatchType.of("life-terms", PriceLine.class, PriceRow.class).params(Terms.class);
    ScriptedHandler<PriceLine, PriceRow> scripted =
        new ScriptedHandler<>(type, Prices.refresher(Map.of()));
    Batches<PriceLine, PriceRow> door = another(options -> options.handler(scripted)).batches(type);
    Batch original =
        door.create(
            draft -> draft.key("may").description("May").notes("by post").params(new Terms("EUR")));
    Batch same = door.cloneOf(original.id(), draft -> draft);
    assertThat(same.description()).isEqualTo("May");
    assertThat(same.notes()).isEqualTo("by post");
    assertThat(same.params()).isEqualTo(original.params());
    Batch other =
        door.cloneOf(
            original.id(), draft -> draft.key("june").description("June").params(new Terms("USD")));
    assertThat(other.key()).isEqualTo("june");
    assertThat(other.description()).isEqualTo("June");
    assertThat(other.notes()).isEqualTo("by post");
    assertThat(other.params()).isEqualTo(Json.write(new Terms("USD")));
    assertThatThrownBy(() -> door.cloneOf(original.id(), draft -> draft.key("may")))
        .isInstanceOf(BatchAlreadyExists.class);
    assertThatThrownBy(
            () -> door.cloneOf(original.id(), draft -> draft.params(Json.of("{\"x\":1}"))))
        .isInstanceOf(InvalidValue.class);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> door.cloneOf(original.id(), draft -> draft.type("life-prices")))
        .withMessageContainingAll("type", original.name());
    assertThat(door.newest(10)).hasSize(3);
  }

  @Test
  default void removedRowsAreLeftOut() {
    BatchId original = populated(Prices.lines(3));
    remove(original, 2);
    Batch made = prices().cloneOf(original, draft -> draft);
    assertThat(rows(made.id())).extracting(row -> row.value().sku()).containsExactly("A1", "A3");
    assertThat(rows(made.id())).extracting(Row::sequence).containsExactly(1L, 2L);
  }

  private void remove(BatchId id, long sequence) {
    Batch header = batch(id);
    RowTable table =
        new RowTable(String.valueOf(header.rowTable()), header.columns(), List.of(), List.of());
    store()
        .inUnit(
            "remove",
            unit -> {
              StoredRow row = unit.rows().find(table, id.value(), sequence).orElseThrow();
              StoredRow removed =
                  new StoredRow(
                      row.sequence(),
                      row.status(),
                      row.problems(),
                      row.input(),
                      row.version() + 1,
                      true,
                      row.outcome(),
                      row.outcomeJson(),
                      row.updatedAt(),
                      row.updatedById(),
                      row.cells());
              unit.rows().update(table, id.value(), List.of(removed));
              return id;
            });
  }

  @Test
  default void aDynamicBatchIsClonedWithItsColumnsThroughAnyDoor() {
    BatchType<Cells, Cells> type = BatchType.dynamic("life-sheet");
    ScriptedHandler<Cells, Cells> sheet = new ScriptedHandler<>(type, (in, row) -> in);
    Cells first = new Cells(Map.of("code", "x", "amount", new BigDecimal("1.50")));
    sheet.rows(first);
    var kit = another(options -> options.handler(sheet));
    Batch original =
        kit.batches(type)
            .create(
                draft ->
                    draft.columns(
                        new Column("code", ColumnType.TEXT),
                        new Column("amount", ColumnType.DECIMAL)));
    kit.batches(type).populate(original.id());
    Batch made = kit.batches().cloneOf(original.id(), draft -> draft.description("again"));
    assertThat(made.columns()).isEqualTo(original.columns());
    assertThat(LifeFixture.rows(kit.batches(type), made.id()))
        .extracting(Row::value)
        .containsExactly(first);
  }

  @Test
  default void aCloneThatFailsLeavesABatchToBePopulated() {
    BatchId original = populated(Prices.lines(2));
    handler()
        .refresher(
            (in, row) -> {
              throw new IllegalStateException("look-up broken");
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().cloneOf(original, draft -> draft))
        .withMessageContaining(ScriptedHandler.class.getName());
    handler().refresher(Prices.refresher(Map.of()));
    Batch left = prices().newest(1).get(0);
    assertThat(left.id()).isNotEqualTo(original);
    assertThat(left.rows().isEmpty()).isTrue();
    assertThat(left.parent()).isNull();
    assertThat(prices().populate(left.id(), SourceLife.of(Prices.lines(1))).done()).isEqualTo(1);
  }

  @Test
  default void aBatchThatIsNotThereIsNotCloned() {
    assertThatThrownBy(() -> prices().cloneOf(new BatchId(4711), draft -> draft))
        .isInstanceOf(NoSuchBatch.class);
  }
}
