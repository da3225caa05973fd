package dev.batchkit.store;

import org.jspecify.annotations.Nullable;

/**
 * An order of rows: by sequence, or by a payload column and by sequence where cells are equal: text
 * by code point, numbers by value, decimals by the {@code double} nearest to their value. NULL
 * comes before everything. Descending turns all of it around.
 *
 * @param column the column; null for sequence alone
 * @param descending whether from the highest to the lowest
 * @param afterCell the cell of the last row of the page before; of no meaning for the first page,
 *     and without a column
 */
public record RowOrder(@Nullable String column, boolean descending, @Nullable Object afterCell) {
  /** By ascending sequence. */
  public static final RowOrder BY_SEQUENCE = new RowOrder(null, false, null);

  /** The same the other way round, from the beginning. */
  public RowOrder reversed() {
    return new RowOrder(column, !descending, null);
  }
}
