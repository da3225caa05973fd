package dev.batchkit.examples.vendorprices;

import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import java.nio.file.Path;

/**
 * Imports a vendor's price list into the product table: one row per line of the list, one product
 * written per row.
 */
public final class VendorPrices implements BatchHandler<PriceLine, PriceRow> {
  /** The type of its batches. */
  public static final BatchType<PriceLine, PriceRow> TYPE =
      BatchType.of("vendor-prices", PriceLine.class, PriceRow.class)
          .title("Vendor prices")
          .statuses(PriceStatus.class)
          .params(PriceList.class)
          .unique("sku")
          .indexed("sku")
          .needsSql();

  private final Path database;

  /**
   * A handler for one file.
   *
   * @param database the SQLite file with the batches and the product table
   */
  public VendorPrices(Path database) {
    this.database = database;
  }

  @Override
  public BatchType<PriceLine, PriceRow> type() {
    return TYPE;
  }

  @Override
  public void populate(PopulateContext<PriceLine> batch) throws Exception {
    PriceList list = batch.params(PriceList.class);
    batch.source(list.source());
    batch.expect(Math.max(0, list.lines() - 1)); // the header is no row
    try (PriceListReader reader = PriceListReader.open(list)) {
      PriceLine line = reader.next();
      while (line != null && !batch.cancelled()) {
        batch.add(line);
        line = reader.next();
      }
      if (line == null) {
        reader.checkContent();
      }
    }
  }

  @Override
  public RowRefresher<PriceLine, PriceRow> refresher(BatchView batch) throws Exception {
    return new PriceRefresher(Products.open(database), batch.params(PriceList.class).jumpPercent());
  }

  @Override
  public String describeExecution(BatchView batch) {
    return "Writes the name and the price of each row into the table `product`."
        + " Products that the list does not name stay as they are.";
  }

  @Override
  public RowExecutor<PriceRow> executor(ExecuteContext batch) {
    return RowExecutor.inStore(ProductTable::write);
  }
}
