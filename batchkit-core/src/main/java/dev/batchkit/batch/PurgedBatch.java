package dev.batchkit.batch;

import java.time.Instant;

/**
 * A batch that is purged, as it was before.
 *
 * @param id its id, which is never used again
 * @param type the key of its type
 * @param status its status
 * @param since when it was frozen, or if it was not, changed for the last time
 * @param rows how many rows it showed
 */
public record PurgedBatch(BatchId id, String type, BatchStatus status, Instant since, long rows) {}
