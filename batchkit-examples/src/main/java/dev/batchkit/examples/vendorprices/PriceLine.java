package dev.batchkit.examples.vendorprices;

import org.jspecify.annotations.Nullable;

/**
 * What the vendor wrote: three cells of a line, as they came. A person who mends a row edits this.
 *
 * @param sku the vendor's article number; null where the line is too short
 * @param name the name of the product; null where the line is too short
 * @param price the price as text, whatever it says; null where the line is too short
 */
public record PriceLine(@Nullable String sku, @Nullable String name, @Nullable String price) {}
