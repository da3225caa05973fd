package dev.batchkit.examples.vendorprices;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A product as the product table has it.
 *
 * @param name its name; null if no list ever named it
 * @param price its price
 */
record Product(@Nullable String name, BigDecimal price) {}
