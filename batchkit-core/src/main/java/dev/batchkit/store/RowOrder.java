package dev.batchkit.store;

import org.jspecify.annotations.Nullable;

/**
 * An order of rows by a payload column, and by sequence where cells are equal: text by code point,
 * numbers by value, decimals by the {@code double} nearest to their value. NULL comes before
 * everything. Descending turns all of it around.
 *
 * @param column the column
 * @param descending whether from the highest to the lowest
 * @param afterCell the cell of the last row of the page before; of no meaning for the first page
 */
public record RowOrder(String column, boolean descending, @Nullable Object afterCell) {}
