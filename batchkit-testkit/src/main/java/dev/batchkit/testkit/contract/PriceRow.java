package dev.batchkit.testkit.contract;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The row of {@link Prices}.
 *
 * @param sku unique in a batch
 * @param name what people call the article
 * @param oldPrice looked up; null for a new article
 * @param newPrice parsed
 */
public record PriceRow(
    @Nullable String sku,
    @Nullable String name,
    @Nullable BigDecimal oldPrice,
    @Nullable BigDecimal newPrice) {}
