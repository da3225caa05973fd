package dev.batchkit.store;

import dev.batchkit.batch.Activity;

/**
 * The right of one run to a batch.
 *
 * @param batchId the batch
 * @param owner the open store whose run it is
 * @param token raised by every claim of the batch and never lowered, so that a run that lost its
 *     claim can tell
 * @param activity what the run does
 */
public record Claim(long batchId, long owner, long token, Activity activity) {}
