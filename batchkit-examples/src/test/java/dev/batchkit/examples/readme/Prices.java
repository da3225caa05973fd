package dev.batchkit.examples.readme;

import dev.batchkit.batch.Row;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

// shown:begin
final class Prices implements BatchHandler<Prices.Line, Prices.Price> {
  record Line(String sku, String price) {} // what the vendor wrote

  record Price(@Nullable String sku, @Nullable BigDecimal price) {} // what we made of it

  static final BatchType<Line, Price> TYPE =
      BatchType.of("prices", Line.class, Price.class).unique("sku").needsSql();

  @Override
  public BatchType<Line, Price> type() {
    return TYPE;
  }

  @Override
  public void populate(PopulateContext<Line> batch) {
    batch.add(new Line("A-1", "12.30"));
    batch.add(new Line("A-2", "12,3x")); // stays, with a problem
  }

  @Override
  public RowRefresher<Line, Price> refresher(BatchView batch) {
    return (in, row) -> new Price(row.required("sku", in.sku()), row.decimal("price", in.price()));
  }

  @Override
  public RowExecutor<Price> executor(ExecuteContext batch) {
    return RowExecutor.inStore(Prices::put);
  }

  static RowResult put(Row<Price> row, StoreTx tx) throws SQLException {
    try (var put = tx.connection().prepareStatement("INSERT INTO product VALUES (?, ?)")) {
      put.setString(1, row.value().sku());
      put.setString(2, String.valueOf(row.value().price()));
      put.executeUpdate();
    }
    return RowResult.applied();
  }
}
// shown:end
