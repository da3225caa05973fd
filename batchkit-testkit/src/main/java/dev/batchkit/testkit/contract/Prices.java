package dev.batchkit.testkit.contract;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Severity;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.RowDraft;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.store.RowTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A batch type for tests: the price list of a vendor. */
public final class Prices {
  /** The type; an article occurs once in a batch. */
  public static final BatchType<PriceLine, PriceRow> TYPE =
      BatchType.of("life-prices", PriceLine.class, PriceRow.class)
          .title("Prices")
          .unique("sku")
          .indexed("sku");

  private Prices() {}

  /** A handler of the type: nothing to read, no old prices, every row applied. */
  public static ScriptedHandler<PriceLine, PriceRow> handler() {
    return new ScriptedHandler<>(TYPE, refresher(Map.of()));
  }

  /**
   * Makes rows from lines. A line without article, or with a price that is no number, is an ERROR;
   * one without name, or with a negative price, a WARNING; one whose name is {@code gone} a SKIP.
   *
   * @param oldPrices by article
   */
  public static RowRefresher<PriceLine, PriceRow> refresher(Map<String, BigDecimal> oldPrices) {
    return (in, row) -> refresh(in, row, oldPrices);
  }

  private static PriceRow refresh(PriceLine in, RowDraft row, Map<String, BigDecimal> oldPrices) {
    String sku = row.required("sku", in.sku());
    BigDecimal price = row.decimal("price", in.price());
    if (in.name() == null) {
      row.problem(Severity.WARNING, "name", "name is missing");
    } else if (in.name().equals("gone")) {
      row.problem(Severity.SKIP, "name", "the article is gone");
    }
    if (price != null && price.signum() < 0) {
      row.problem(
          Severity.WARNING, "price", "price is negative", in.price(), "Ask the vendor for it");
    }
    return new PriceRow(sku, in.name(), sku == null ? null : oldPrices.get(sku), price);
  }

  /** The table of a batch of the type. */
  static RowTable table(Batch batch) {
    return new RowTable(String.valueOf(batch.rowTable()), batch.columns(), List.of(), List.of());
  }

  /** A line. */
  public static PriceLine line(
      @Nullable String sku, @Nullable String name, @Nullable String price) {
    return new PriceLine(sku, name, price);
  }

  /** So many good lines, the articles {@code A1}, {@code A2} and so on. */
  public static PriceLine[] lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new PriceLine("A" + i, "Article " + i, i + ".50"))
        .toArray(PriceLine[]::new);
  }
}
