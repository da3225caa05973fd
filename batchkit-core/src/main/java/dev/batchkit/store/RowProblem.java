package dev.batchkit.store;

import org.jspecify.annotations.Nullable;

/**
 * A condition on the problems of a row: it has one with this code and about this column.
 *
 * @param code the code; null for any
 * @param column the column or input component, as the problem names it; null for any, also none
 */
public record RowProblem(@Nullable String code, @Nullable String column) {}
