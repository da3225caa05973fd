package dev.batchkit.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a vendor's price list: the input and the row of the batches that are measured.
 *
 * @param sku unique, ascending
 * @param name missing in one line of a thousand, which is an error
 * @param oldPrice the price until now
 * @param newPrice in one line of a hundred far from the old one, which is a warning
 * @param stock pieces
 * @param day from when on
 */
public record PriceLine(
    String sku,
    @Nullable String name,
    BigDecimal oldPrice,
    BigDecimal newPrice,
    int stock,
    LocalDate day) {
  static final String NAME_MISSING = "the name is missing";
  static final String PRICE_JUMPS = "the price changes by more than half";

  boolean isNameMissing() {
    return name == null;
  }

  boolean isPriceJumping() {
    BigDecimal change = newPrice.subtract(oldPrice).abs();
    return change.add(change).compareTo(oldPrice) > 0;
  }
}
