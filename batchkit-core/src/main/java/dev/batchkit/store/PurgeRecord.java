package dev.batchkit.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a batch that was purged; never changed, never deleted.
 *
 * @param batchId the batch; its id is never used again
 * @param type the key of its batch type
 * @param at when it was purged
 * @param byId the user who purged it; null if nobody was named
 * @param owner the open store that purges it
 * @param rows how many rows it showed
 * @param seal the seal that it was frozen with; null if it was not frozen
 */
public record PurgeRecord(
    long batchId,
    String type,
    Instant at,
    @Nullable Long byId,
    long owner,
    long rows,
    @Nullable String seal) {}
