package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.RowSelection;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.error.InvalidValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading rows by conditions on them, in an order of them, page by page. */
interface SelectLife extends LifeFixture {
  private BatchId priced() {
    return populated(
        new PriceLine("A-1", "one", "9.50"),
        new PriceLine("A-2", "two", "100"),
        new PriceLine("A-3", "three", "-1"),
        new PriceLine("A-4", "four", "10.00"),
        new PriceLine("A-5", "five", "none"),
        new PriceLine("A-6", "six", "10"));
  }

  private static List<String> skus(List<Row<PriceRow>> rows) {
    return rows.stream().map(row -> String.valueOf(row.value().sku())).toList();
  }

  @Test
  default void decimalsSortByValueNullsFirstAndTiesBySequence() {
    RowSelection<PriceRow> byPrice = prices().rows(priced()).sortedBy("newPrice");
    assertThat(skus(byPrice.page(10))).containsExactly("A-5", "A-3", "A-1", "A-4", "A-6", "A-2");
  }

  @Test
  default void aSortedSelectionIsPagedFromRowToRowInBothDirections() {
    BatchId id = priced();
    for (boolean descending : new boolean[] {false, true}) {
      RowSelection<PriceRow> all = prices().rows(id);
      RowSelection<PriceRow> sorted =
          descending ? all.sortedByDescending("newPrice") : all.sortedBy("newPrice");
      List<String> paged = new ArrayList<>();
      List<Row<PriceRow>> page = sorted.page(1);
      while (!page.isEmpty()) {
        paged.addAll(skus(page));
        page = sorted.after(page.get(0).sequence()).page(1);
      }
      assertThat(paged).isEqualTo(skus(sorted.page(10)));
    }
  }

  @Test
  default void rowsAreFoundByValueAndByRange() {
    BatchId id = priced();
    BigDecimal nine = new BigDecimal("9");
    assertThat(skus(prices().rows(id).where("sku", "A-2").page(10))).containsExactly("A-2");
    assertThat(skus(prices().rows(id).where("newPrice", BigDecimal.TEN).page(10)))
        .containsExactly("A-4", "A-6");
    assertThat(skus(prices().rows(id).between("newPrice", nine, null).page(10)))
        .containsExactly("A-1", "A-2", "A-4", "A-6");
    assertThat(skus(prices().rows(id).between("newPrice", null, nine).page(10)))
        .containsExactly("A-3");
  }

  @Test
  default void aComponentThatTheRowsDoNotHaveIsRefusedByName() {
    RowSelection<PriceRow> rows = prices().rows(priced());
    assertThatThrownBy(() -> rows.sortedBy("prize"))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("prize")
        .hasMessageContaining("new_price");
    assertThatThrownBy(() -> rows.where("sku\" OR 1=1 --", "x")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> rows.where("newPrice", "12.30")).isInstanceOf(InvalidValue.class);
  }
}
