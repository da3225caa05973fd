package dev.batchkit.store;

import org.jspecify.annotations.Nullable;

/**
 * How many rows have this status and this outcome.
 *
 * @param status the code
 * @param outcome the outcome, or null
 * @param count how many, removed ones left out
 */
public record StoredCount(String status, @Nullable String outcome, long count) {}
