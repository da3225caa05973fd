package dev.batchkit.testkit.contract;

import org.jspecify.annotations.Nullable;

/**
 * The input of {@link Prices}: a line of a vendor's price list.
 *
 * @param sku what the vendor calls the article
 * @param name what people call it
 * @param price as the vendor wrote it
 */
public record PriceLine(@Nullable String sku, @Nullable String name, @Nullable String price) {}
