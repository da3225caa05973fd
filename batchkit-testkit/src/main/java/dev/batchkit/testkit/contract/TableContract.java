package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row tables: made when they are missing, and fitted when their type has changed. */
abstract class TableContract extends StoreFixture {
  TableContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void preparingATableAgainChangesNothing() {
    long batchId = batchWith(Samples.row(1));
    store().prepare(Samples.PRICES);
    assertThat(rows(batchId)).containsExactly(Samples.row(1));
  }

  @Test
  void anotherOpenStorePreparesTheSameTable() {
    long batchId = batchWith(Samples.row(1));
    try (Store other = reopen(store())) {
      other.prepare(Samples.PRICES);
      assertThat(other.rows().find(Samples.PRICES, batchId, 1)).contains(Samples.row(1));
    }
  }

  @Test
  void aNewColumnIsNullInRowsThatWereThereBefore() {
    long batchId = batchWith(Samples.row(1));
    RowTable wider = table(Samples.SKU, Samples.AMOUNT, new Column("note", ColumnType.TEXT));
    store().prepare(wider);
    StoredRow row = new RowSample(2).cells("sku-2", 2L, "new").get();
    write(unit -> unit.rows().insert(wider, batchId, List.of(row)));
    assertThat(store().rows().find(wider, batchId, 1))
        .contains(new RowSample(1).cells("sku-1", 1L, null).get());
    assertThat(store().rows().find(wider, batchId, 2)).contains(row);
  }

  @Test
  void columnsAreKnownByNameNotByPlace() {
    long batchId = batchWith(Samples.row(1));
    RowTable turned = table(new Column("note", ColumnType.TEXT), Samples.AMOUNT, Samples.SKU);
    store().prepare(turned);
    assertThat(store().rows().find(turned, batchId, 1))
        .contains(new RowSample(1).cells(null, 1L, "sku-1").get());
  }

  @Test
  void aColumnThatTheTypeHasNoMoreIsPassedBy() {
    long batchId = batchWith(Samples.row(1));
    RowTable narrower = table(Samples.AMOUNT);
    store().prepare(narrower);
    StoredRow row = new RowSample(2).cells(2L).get();
    write(unit -> unit.rows().insert(narrower, batchId, List.of(row)));
    assertThat(store().rows().find(narrower, batchId, 1))
        .contains(new RowSample(1).cells(1L).get());
    assertThat(store().rows().find(narrower, batchId, 2)).contains(row);
  }

  @Test
  void aColumnThatDoesNotFitIsRefusedAndNothingIsChanged() {
    long batchId = batchWith(Samples.row(1));
    RowTable misfit = table(Samples.SKU, new Column("amount", ColumnType.TEXT));
    assertThatThrownBy(() -> store().prepare(misfit)).isInstanceOf(InvalidHandler.class);
    assertThat(rows(batchId)).containsExactly(Samples.row(1));
    write(unit -> unit.rows().insert(Samples.PRICES, batchId, List.of(Samples.row(2))));
    assertThat(row(batchId, 2)).isEqualTo(Samples.row(2));
  }

  @Test
  void tablesKeepTheirRowsApart() {
    RowTable orders =
        new RowTable(
            "batchkit_row_contract_orders", Samples.PRICES.columns(), List.of(), List.of());
    store().prepare(orders);
    long batchId = batchWith(Samples.row(1));
    assertThat(store().rows().find(orders, batchId, 1)).isEmpty();
    assertThat(store().rows().lastSequence(orders, batchId)).isZero();
  }

  private static RowTable table(Column... columns) {
    return new RowTable(Samples.PRICES.name(), List.of(columns), List.of(), List.of());
  }
}
