package dev.batchkit.benchmarks;

import dev.batchkit.batch.Row;
import dev.batchkit.batch.Severity;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.Chunk;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The handler that a user of batchkit writes for price lists of a given length. */
final class PriceHandler implements BatchHandler<PriceLine, PriceLine> {
  static final BatchType<PriceLine, PriceLine> TYPE =
      BatchType.of("price-line", PriceLine.class).needsSql();
  static final String VERSION = "1";

  private final long lines;
  private final boolean rowByRow;

  /**
   * Makes a handler.
   *
   * @param lines how many lines the list has
   * @param rowByRow whether products are written by a statement for each row, not by a JDBC batch
   *     for each chunk
   */
  PriceHandler(long lines, boolean rowByRow) {
    this.lines = lines;
    this.rowByRow = rowByRow;
  }

  @Override
  public BatchType<PriceLine, PriceLine> type() {
    return TYPE;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public void populate(PopulateContext<PriceLine> batch) {
    batch.source(PriceList.SOURCE);
    batch.expect(lines);
    PriceList.forEach(lines, batch::add);
  }

  @Override
  public RowRefresher<PriceLine, PriceLine> refresher(BatchView batch) {
    return (line, row) -> {
      if (line.isNameMissing()) {
        row.problem(Severity.ERROR, "name", PriceLine.NAME_MISSING);
      }
      if (line.isPriceJumping()) {
        String price = line.newPrice().toString();
        row.problem(Severity.WARNING, "new_price", PriceLine.PRICE_JUMPS, price, null);
      }
      return line;
    };
  }

  @Override
  public RowExecutor<PriceLine> executor(ExecuteContext batch) {
    return rowByRow ? RowExecutor.inStore(PriceHandler::put) : PriceHandler::putAll;
  }

  private static RowResult put(Row<PriceLine> row, StoreTx tx) throws SQLException {
    try (PreparedStatement put = tx.connection().prepareStatement(Product.PUT)) {
      bind(put, row.value());
      put.executeUpdate();
    }
    return RowResult.applied();
  }

  private static void putAll(Chunk<PriceLine> chunk) {
    chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied()));
    chunk.inStore(
        tx -> {
          try (PreparedStatement put = tx.connection().prepareStatement(Product.PUT)) {
            for (Row<PriceLine> row : chunk.rows()) {
              bind(put, row.value());
              put.addBatch();
            }
            put.executeBatch();
          }
        });
  }

  private static void bind(PreparedStatement put, PriceLine line) throws SQLException {
    put.setString(1, line.sku());
    put.setString(2, line.name());
    put.setString(3, line.newPrice().toString());
    put.setInt(4, line.stock());
    put.setString(5, line.day().toString());
  }
}
