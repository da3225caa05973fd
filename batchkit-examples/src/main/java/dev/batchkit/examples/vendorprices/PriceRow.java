package dev.batchkit.examples.vendorprices;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the handler made of a line.
 *
 * @param sku the article number without stray spaces; null if the line has none
 * @param name the name in one line; null if the line has none
 * @param oldPrice the price that the product table has now; null if it does not know the product
 * @param newPrice the price of the list; null if it cannot be read
 */
public record PriceRow(
    @Nullable String sku,
    @Nullable String name,
    @Nullable BigDecimal oldPrice,
    @Nullable BigDecimal newPrice) {}
