package dev.batchkit.store;

/**
 * A row whose key another row has before it.
 *
 * @param sequence the row
 * @param first the first row with the key
 */
public record Duplicate(long sequence, long first) {}
