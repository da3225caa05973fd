package dev.batchkit.store;

import dev.batchkit.batch.BatchStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which headers to read, newest first.
 *
 * @param type only of this type; null for any
 * @param status only in this status; null for any
 * @param before only ids below this one; {@code Long.MAX_VALUE} for the first page
 * @param limit at most so many
 */
public record BatchQuery(
    @Nullable String type, @Nullable BatchStatus status, long before, int limit) {}
