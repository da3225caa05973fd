package dev.batchkit.batch;

import org.jspecify.annotations.Nullable;

/**
 * How many rows of a batch have one status and one outcome.
 *
 * @param status the status
 * @param outcome the outcome; null for rows that execution has not reached
 * @param count how many, removed ones left out
 */
public record StatusCount(StatusInfo status, @Nullable RowOutcome outcome, long count) {}
