package dev.batchkit.store;

import dev.batchkit.batch.RowOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one row.
 *
 * @param sequence the row
 * @param outcome what became of it
 * @param detail JSON of the reason or the result; null for none
 */
public record OutcomeMark(long sequence, RowOutcome outcome, @Nullable String detail) {}
