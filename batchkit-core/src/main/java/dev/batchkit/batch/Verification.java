package dev.batchkit.batch;

/**
 * What verifying a frozen batch found.
 *
 * @param batchId the batch
 * @param intact whether every part of it is as it was when it was frozen
 * @param seal the seal that it was frozen with
 * @param found the seal of what stands there now
 */
public record Verification(BatchId batchId, boolean intact, String seal, String found) {}
