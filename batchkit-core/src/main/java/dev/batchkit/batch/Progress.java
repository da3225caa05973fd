package dev.batchkit.batch;

/**
 * How far a run is.
 *
 * @param batchId its batch
 * @param activity what it does
 * @param phase the step that it is in, for people
 * @param done rows that it has done
 * @param total rows that it has to do; -1 where that is not known
 */
public record Progress(BatchId batchId, Activity activity, String phase, long done, long total) {}
