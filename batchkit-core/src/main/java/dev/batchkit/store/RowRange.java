package dev.batchkit.store;

import org.jspecify.annotations.Nullable;

/**
 * A condition on a payload column: rows whose cell lies between two others, both included, in the
 * order of the column. A NULL cell lies between none.
 *
 * @param column the column
 * @param from the lowest cell; null for no bound
 * @param through the highest cell; null for no bound
 */
public record RowRange(String column, @Nullable Object from, @Nullable Object through) {}
