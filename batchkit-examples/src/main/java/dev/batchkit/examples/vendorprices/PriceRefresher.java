package dev.batchkit.examples.vendorprices;

import dev.batchkit.spi.RowDraft;
import dev.batchkit.spi.RowRefresher;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a row from a line: cleans its cells, looks up the old price, notes what is wrong. */
final class PriceRefresher implements RowRefresher<PriceLine, PriceRow> {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Products products;
  private final int jumpPercent;

  PriceRefresher(Products products, int jumpPercent) {
    this.products = products;
    this.jumpPercent = jumpPercent;
  }

  @Override
  public PriceRow refresh(PriceLine line, RowDraft row) throws SQLException {
    String sku = CellText.tidy(line.sku());
    String name = CellText.tidy(line.name());
    if (sku != null && isCharge(sku)) {
      row.problem(
          PriceStatus.NO_PRODUCT,
          "sku",
          "A code without a digit is a charge or a discount, no product.",
          sku,
          null);
      return new PriceRow(sku, name, null, null);
    }
    checkNames(sku, name, row);
    BigDecimal price = price(CellText.tidy(line.price()), row);
    Optional<Product> old = sku == null ? Optional.empty() : products.find(sku);
    BigDecimal oldPrice = old.map(Product::price).orElse(null);
    row.status(old.map(product -> compare(product, name, price)).orElse(PriceStatus.NEW));
    checkJump(oldPrice, price, row);
    return new PriceRow(sku, name, oldPrice, price);
  }

  @Override
  public void close() throws SQLException {
    products.close();
  }

  private static boolean isCharge(String sku) {
    return sku.chars().noneMatch(c -> c >= '0' && c <= '9');
  }

  private static void checkNames(@Nullable String sku, @Nullable String name, RowDraft row) {
    if (sku == null) {
      row.problem(
          PriceStatus.NO_SKU,
          "sku",
          "The line has no SKU, so it names no product.",
          null,
          "Ask the vendor for the SKU and enter it.");
    }
    if (name == null) {
      row.problem(PriceStatus.NO_NAME, "name", "The line has no name.");
    }
  }

  private static @Nullable BigDecimal price(@Nullable String text, RowDraft row) {
    if (text == null) {
      row.problem(PriceStatus.BAD_PRICE, "price", "The line has no price.");
      return null;
    }
    BigDecimal price = PriceText.parse(text).orElse(null);
    if (price == null) {
      row.problem(
          PriceStatus.BAD_PRICE,
          "price",
          "The price is no number such as 12.30 or 1,234.50.",
          text,
          "Enter the price as a number.");
    } else if (price.signum() < 0) {
      row.problem(
          PriceStatus.NEGATIVE_PRICE, "price", "The price is negative.", text, "Enter the price.");
    } else if (price.signum() == 0) {
      row.problem(PriceStatus.ZERO_PRICE, "price", "The price is zero.", text, null);
    }
    return price;
  }

  private static PriceStatus compare(
      Product old, @Nullable String name, @Nullable BigDecimal price) {
    if (price == null || price.compareTo(old.price()) != 0) {
      return PriceStatus.CHANGED;
    }
    return name == null || name.equals(old.name()) ? PriceStatus.UNCHANGED : PriceStatus.RENAMED;
  }

  private void checkJump(@Nullable BigDecimal old, @Nullable BigDecimal price, RowDraft row) {
    if (old == null || old.signum() <= 0 || price == null || price.signum() <= 0) {
      return;
    }
    BigDecimal change = price.subtract(old).abs().multiply(HUNDRED);
    if (change.compareTo(old.multiply(BigDecimal.valueOf(jumpPercent))) > 0) {
      row.problem(
          PriceStatus.PRICE_JUMP,
          "price",
          "The price moves by more than %d %%.".formatted(jumpPercent),
          old.toPlainString() + " -> " + price.toPlainString(),
          "Ask the vendor whether the price is meant.");
    }
  }
}
