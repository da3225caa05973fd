package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Change.Kind;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.Row;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchRow;
import dev.batchkit.error.StaleRow;
import dev.batchkit.error.WrongRowState;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoredChange;
import dev.batchkit.testkit.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people changed is on record, and can be undone. */
interface HistoryLife extends LifeFixture {
  @Test
  default void everyChangeIsOnRecord() {
    ManualClock clock = ManualClock.at("2026-05-04T09:08:07.123Z");
    Batches<PriceLine, PriceRow> door =
        another(options -> options.handler(handler()).clock(clock))
            .as(Actor.of("ann@acme.example"))
            .batches(Prices.TYPE);
    handler().rows(Prices.line("A1", "Tea", "1"));
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    assertThat(door.history(id, 1)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    door.edit(id, 1, 1, Map.of("price", "2"));
    door.remove(id, 1, 2);
    door.restore(id, 1, 3);
    door.add(id, Prices.line("A2", "Rum", "3"));
    List<Change<PriceLine>> history = door.history(id, 1);
    assertThat(history)
        .extracting(Change::kind)
        .containsExactly(Kind.EDIT, Kind.REMOVE, Kind.RESTORE);
    assertThat(history).extracting(Change::version).containsExactly(2L, 3L, 4L);
    PriceLine one = Prices.line("A1", "Tea", "1");
    PriceLine two = Prices.line("A1", "Tea", "2");
    assertThat(history).extracting(Change::before).containsExactly(one, two, null);
    assertThat(history).extracting(Change::after).containsExactly(two, null, two);
    assertThat(history)
        .allSatisfy(
            change -> {
              assertThat(change.at()).isEqualTo("2026-05-04T09:08:08.123Z");
              assertThat(change.byId()).isNotNull();
              assertThat(change.runId()).isNull();
              assertThat(change.batchId()).isEqualTo(id);
              assertThat(change.toString()).doesNotContain("Tea");
            });
    assertThat(door.history(id, 2)).extracting(Change::kind).containsExactly(Kind.ADD);
    assertThat(door.history(id, 2).get(0).version()).isEqualTo(1);
    door.refresh(id);
    assertThat(door.history(id, null, 10)).hasSize(4);
  }

  @Test
  default void theHistoryOfABatchComesInPages() {
    BatchId id = populated(Prices.lines(7));
    for (long sequence = 7; sequence > 0; sequence--) {
      prices().edit(id, sequence, 1, Map.of("price", "100"));
      prices().edit(id, sequence, 2, Map.of("price", "200"));
    }
    List<Change<PriceLine>> read = new ArrayList<>();
    List<Change<PriceLine>> page = prices().history(id, null, 3);
    while (!page.isEmpty()) {
      read.addAll(page);
      page = prices().history(id, page.get(page.size() - 1), 3);
    }
    assertThat(read).isEqualTo(prices().history(id, null, 100)).hasSize(14);
    assertThat(read).extracting(Change::sequence).isSorted();
    for (int limit : new int[] {0, -1, 10_001}) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> prices().history(id, null, limit));
    }
  }

  @Test
  default void anUndoneEditIsAnEditOfItsOwn() {
    BatchId id = populated(Prices.line("A1", "Tea", "1"));
    Row<PriceRow> before = row(id, 1);
    prices().edit(id, 1, 1, Map.of("price", "x", "name", "Rum"));
    Row<PriceRow> undone = prices().undo(id, prices().history(id, 1).get(0));
    assertThat(undone.version()).isEqualTo(3);
    assertThat(undone.value()).isEqualTo(before.value());
    assertThat(undone.status()).isEqualTo(before.status());
    List<Change<PriceLine>> history = prices().history(id, 1);
    assertThat(history).hasSize(2);
    assertThat(history.get(1).kind()).isEqualTo(Kind.EDIT);
    assertThat(history.get(1).after()).isEqualTo(history.get(0).before());
  }

  @Test
  default void anUndoIsUndone() {
    BatchId id = populated(Prices.line("A1", "Tea", "1"));
    prices().edit(id, 1, 1, Map.of("price", "2"));
    prices().undo(id, last(id, 1));
    Row<PriceRow> again = prices().undo(id, last(id, 1));
    assertThat(again.value().newPrice()).isEqualTo(new BigDecimal("2"));
    assertThat(again.version()).isEqualTo(4);
  }

  private Change<PriceLine> last(BatchId id, long sequence) {
    List<Change<PriceLine>> history = prices().history(id, sequence);
    return history.get(history.size() - 1);
  }

  @Test
  default void laterChangesOfOtherComponentsStay() {
    BatchId id = populated(Prices.line("A1", "Tea", "1"));
    prices().edit(id, 1, 1, Map.of("price", "2", "sku", "B1"));
    prices().edit(id, 1, 2, Map.of("name", "Rum"));
    Row<PriceRow> undone = prices().undo(id, prices().history(id, 1).get(0));
    assertThat(prices().input(undone)).isEqualTo(Prices.line("A1", "Rum", "1"));
  }

  @Test
  default void laterChangesOfTheSameComponentStandInTheWay() {
    BatchId id = populated(Prices.line("A1", "Tea", "1"));
    prices().edit(id, 1, 1, Map.of("price", "2", "name", "Rum"));
    Row<PriceRow> present = prices().edit(id, 1, 2, Map.of("price", "3"));
    assertThatExceptionOfType(StaleRow.class)
        .isThrownBy(() -> prices().undo(id, prices().history(id, 1).get(0)))
        .satisfies(stale -> assertThat(stale.present()).isEqualTo(present));
    prices().edit(id, 1, 3, Map.of("price", "2"));
    assertThat(prices().input(prices().undo(id, prices().history(id, 1).get(0))))
        .isEqualTo(Prices.line("A1", "Tea", "1"));
    assertThatExceptionOfType(StaleRow.class)
        .isThrownBy(() -> prices().undo(id, prices().history(id, 1).get(0)));
  }

  @Test
  default void removingAndRestoringAndAddingIsUndone() {
    BatchId id = populated(Prices.line("A1", "Tea", "1"));
    prices().remove(id, 1, 1);
    Change<PriceLine> removal = last(id, 1);
    assertThat(prices().undo(id, removal).removed()).isFalse();
    assertThatExceptionOfType(StaleRow.class).isThrownBy(() -> prices().undo(id, removal));
    assertThat(prices().undo(id, last(id, 1)).removed()).isTrue();
    prices().add(id, Prices.line("A2", "Rum", "2"));
    Change<PriceLine> addition = last(id, 2);
    prices().edit(id, 2, 1, Map.of("price", "3"));
    assertThatExceptionOfType(StaleRow.class).isThrownBy(() -> prices().undo(id, addition));
    prices().undo(id, last(id, 2));
    assertThat(prices().undo(id, addition).removed()).isTrue();
    assertThat(rows(id)).isEmpty();
    assertThat(prices().history(id, null, 100)).hasSize(7);
  }

  @Test
  default void whatIsNotOnRecordIsNotUndone() {
    BatchId id = populated(Prices.line("A1", "Tea", "1"));
    BatchId other = populated(Prices.line("A1", "Tea", "1"));
    prices().edit(id, 1, 1, Map.of("price", "2"));
    Change<PriceLine> change = last(id, 1);
    Change<PriceLine> invented =
        new Change<>(id, 1, 3, change.at(), null, change.before(), change.after(), null);
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> prices().undo(id, invented));
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> prices().undo(other, change));
    Change<PriceLine> bent =
        new Change<>(id, 1, 2, change.at(), null, Prices.line("Z", "Z", "Z"), null, null);
    assertThat(prices().input(prices().undo(id, bent))).isEqualTo(Prices.line("A1", "Tea", "1"));
    handler().rows(Prices.lines(1));
    prices().repopulate(id);
    assertThatExceptionOfType(NoSuchRow.class).isThrownBy(() -> prices().undo(id, change));
    assertThat(prices().history(id, 1)).hasSize(2);
  }

  @Test
  default void aRowWhoseEffectIsDoneIsNotUndone() {
    BatchId id = populated(Prices.lines(2));
    prices().edit(id, 1, 1, Map.of("price", "2"));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> row.sequence() == 1 ? RowResult.applied() : RowResult.failed("no")));
    prices().execute(id);
    prices().reopen(id);
    assertThatExceptionOfType(WrongRowState.class)
        .isThrownBy(() -> prices().undo(id, prices().history(id, 1).get(0)));
  }

  @Test
  default void changesAreSealed() {
    BatchId id = populated(Prices.lines(3));
    prices().edit(id, 1, 1, Map.of("price", "2"));
    prices().undo(id, last(id, 1));
    prices().remove(id, 2, 1);
    prices().add(id, Prices.line("B1", "Grüße \uD83E\uDD16", "1"));
    prices().execute(id);
    assertThat(prices().verify(id).intact()).isTrue();
    assertThat(another().batches(Prices.TYPE).verify(id).intact()).isTrue();
    assertThat(prices().history(id, null, 100)).hasSize(4);
  }

  @Test
  default void anInputIsKeptAsItIsWhateverItsComponents() {
    ScriptedHandler<Everything, Everything> same =
        new ScriptedHandler<>(BatchType.of("life-edit-same", Everything.class), (in, row) -> in);
    var door = another(options -> options.handler(same)).batches(same.type());
    BatchId id = door.create(draft -> draft).id();
    Row<Everything> added = door.add(id, Everything.full());
    assertThat(added.input()).isNull();
    assertThat(door.history(id, 1).get(0).after()).isEqualTo(Everything.full());
    Row<Everything> edited = door.edit(id, 1, 1, in -> Everything.empty());
    assertThat(edited.value()).isEqualTo(Everything.empty());
    assertThat(door.undo(id, door.history(id, 1).get(1)).value()).isEqualTo(Everything.full());
    door.edit(id, 1, 3, Map.of("text", "x", "decimal", "1.10", "day", "", "json", "[ 1 ]"));
    Everything now = door.row(id, 1).orElseThrow().value();
    assertThat(now.decimal()).isEqualTo(new BigDecimal("1.10"));
    assertThat(now.day()).isNull();
    assertThat(now.json()).isEqualTo(Json.of("[ 1 ]"));
    assertThat(door.undo(id, door.history(id, 1).get(3)).value()).isEqualTo(Everything.full());
    List<StoredChange> stored = store().changes().ofRow(id.value(), 1);
    assertThat(stored).hasSize(5);
    assertThat(stored.get(2).after()).isEqualTo(stored.get(0).after());
    door.execute(id);
    assertThat(door.verify(id).intact()).isTrue();
  }

  /** The row record of a type as it was. */
  record Old(@Nullable String sku, @Nullable String gone) {}

  /** The row record of the type as it is. */
  record New(@Nullable String sku, @Nullable BigDecimal price) {}

  @Test
  default void anEditBringsTheHeaderUpToItsType() {
    ScriptedHandler<PriceLine, Old> old =
        new ScriptedHandler<>(
            BatchType.of("life-edit-grows", PriceLine.class, Old.class),
            (in, row) -> new Old(in.sku(), in.name()));
    old.rows(Prices.lines(3));
    var before = another(options -> options.handler(old)).batches(old.type());
    BatchId id = before.create(draft -> draft).id();
    before.populate(id);
    before.edit(id, 1, 1, Map.of("name", "Tea"));
    ScriptedHandler<PriceLine, New> now =
        new ScriptedHandler<>(
            BatchType.of("life-edit-grows", PriceLine.class, New.class)
                .unique("sku")
                .statuses(EditUniqueLife.Mood.class),
            (in, row) -> {
              row.status(EditUniqueLife.Mood.STRANGE);
              return new New(in.sku(), row.decimal("price", in.price()));
            });
    var after = another(options -> options.handler(now)).batches(now.type());
    Row<New> undone = after.undo(id, after.history(id, 1).get(0));
    assertThat(undone.value()).isEqualTo(new New("A1", new BigDecimal("1.50")));
    assertThat(undone.status().label()).isEqualTo("strange");
    assertThat(after.get(id).columns())
        .containsExactly(
            new Column("sku", ColumnType.TEXT), new Column("price", ColumnType.DECIMAL));
    assertThat(after.get(id).statuses()).isEqualTo(now.type().statuses());
    assertThat(after.edit(id, 2, 1, Map.of("sku", "A3")).version()).isEqualTo(2);
    assertThat(after.row(id, 3).orElseThrow().status().code()).isEqualTo("DUPLICATE");
    after.execute(id, options -> options.leaveOutErrors());
    assertThat(after.verify(id).intact()).isTrue();
    assertThat(kit().batches().verify(id).intact()).isTrue();
  }

  @Test
  default void aRowOfADynamicTypeIsEditedAndUndone() {
    ScriptedHandler<Cells, Cells> sheet =
        new ScriptedHandler<>(
            BatchType.dynamic("life-edit-sheet"),
            (in, row) -> {
              Map<String, @Nullable Object> values = new LinkedHashMap<>(in.values());
              values.put("note", "made");
              return new Cells(values);
            });
    Batches<Cells, Cells> door = another(options -> options.handler(sheet)).batches(sheet.type());
    BatchId id =
        door.create(
                draft ->
                    draft.columns(
                        new Column("amount", ColumnType.DECIMAL),
                        new Column("day", ColumnType.DATE),
                        new Column("moment", ColumnType.INSTANT),
                        new Column("uuid", ColumnType.UUID),
                        new Column("real", ColumnType.DOUBLE),
                        new Column("count", ColumnType.INT),
                        new Column("note", ColumnType.TEXT)))
            .id();
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    cells.put("amount", new BigDecimal("1.10"));
    cells.put("day", LocalDate.of(2026, 5, 4));
    cells.put("moment", Instant.parse("2026-05-04T09:08:07.123456789Z"));
    cells.put("uuid", UUID.fromString("01234567-89ab-7def-8123-456789abcdef"));
    cells.put("real", 1.0);
    cells.put("count", 7);
    Row<Cells> added = door.add(id, new Cells(cells));
    door.edit(id, 1, 1, Map.of("amount", "2.5", "day", "", "count", "8", "real", "2"));
    Cells now = door.input(door.row(id, 1).orElseThrow());
    assertThat(now.values())
        .containsEntry("amount", new BigDecimal("2.5"))
        .containsEntry("count", 8)
        .containsEntry("real", 2.0);
    assertThat(now.values().get("day")).isNull();
    Row<Cells> undone = door.undo(id, door.history(id, 1).get(1));
    assertThat(undone.value()).isEqualTo(added.value());
    assertThat(door.history(id, 1).get(0).after()).isEqualTo(new Cells(cells));
    door.execute(id);
    assertThat(door.verify(id).intact()).isTrue();
  }
}
