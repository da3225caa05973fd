package dev.batchkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {
  record Price(String sku, BigDecimal newPrice, int packSize) {}

  record MeetsEngine(String rowStatus) {}

  record MeetsBatchId(long batchId) {}

  record MeetsItself(String skuCode, String sku_code) {}

  record NoColumn(Thread thread) {}

  record Empty() {}

  private static <R> BatchHandler<R, R> handler(BatchType<R, R> type) {
    return new BatchHandler<>() {
      @Override
      public BatchType<R, R> type() {
        return type;
      }

      @Override
      public RowRefresher<R, R> refresher(BatchView batch) {
        return (input, row) -> input;
      }

      @Override
      public RowExecutor<R> executor(ExecuteContext batch) {
        return RowExecutor.inStore((row, tx) -> RowResult.applied());
      }
    };
  }

  @Test
  void componentsBecomeTypedColumnsInSnakeCase() {
    BatchType<Price, Price> type =
        BatchType.of("vendor-prices", Price.class).unique("sku").indexed("newPrice");
    var table = Binding.of(handler(type)).table();
    assertThat(table.name()).isEqualTo("batchkit_row_vendor_prices");
    assertThat(table.columns())
        .containsExactly(
            new Column("sku", ColumnType.TEXT),
            new Column("new_price", ColumnType.DECIMAL),
            new Column("pack_size", ColumnType.INT));
    assertThat(table.uniques()).containsExactly(List.of("sku"));
    assertThat(table.indexed()).containsExactly("new_price");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "-a", "a--b", "a-", "1a", "a b", "a;drop", "ä"})
  void aTypeKeyOutsideTheGrammarIsRefused(String key) {
    assertThatThrownBy(() -> Binding.of(handler(BatchType.of(key, Price.class))))
        .isInstanceOf(InvalidHandler.class);
  }

  @Test
  void aTypeKeyHasAtMost48Characters() {
    assertThat(Binding.of(handler(BatchType.of("a".repeat(48), Price.class)))).isNotNull();
    assertThatThrownBy(() -> Binding.of(handler(BatchType.of("a".repeat(49), Price.class))))
        .isInstanceOf(InvalidHandler.class);
  }

  @Test
  void aComponentThatMeetsAnotherColumnIsRefusedByName() {
    assertRefused(BatchType.of("t", MeetsEngine.class), "rowStatus");
    assertRefused(BatchType.of("t", MeetsBatchId.class), "batchId");
    assertRefused(BatchType.of("t", MeetsItself.class), "sku_code");
    assertRefused(BatchType.of("t", NoColumn.class), "thread");
    assertRefused(BatchType.of("t", Empty.class), "Empty");
    assertRefused(BatchType.of("t", Price.class).unique("skuu"), "skuu");
  }

  @Test
  void twoStatusesOfOneCodeAreRefused() {
    assertRefused(BatchType.of("t", Price.class).statuses(Severity.class), "same code");
  }

  @Test
  void aDynamicTypeHasNoColumnsOfItsOwnToBeUnique() {
    BatchType<Cells, Cells> type = BatchType.dynamic("t").unique("sku");
    assertThatThrownBy(() -> Binding.of(handler(type))).isInstanceOf(InvalidHandler.class);
  }

  private static <R> void assertRefused(BatchType<R, R> type, String names) {
    assertThatThrownBy(() -> Binding.of(handler(type)))
        .isInstanceOfSatisfying(
            InvalidHandler.class, e -> assertThat(e.typeKey()).isEqualTo(type.key()))
        .message()
        .contains(names);
  }
}
