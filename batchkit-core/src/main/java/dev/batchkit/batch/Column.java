package dev.batchkit.batch;

/**
 * A payload column of a row table, or of a dynamic batch.
 *
 * @param name lower-case letters, digits and underscores, beginning with a letter, at most 60
 * @param type what it holds
 */
public record Column(String name, ColumnType type) {}
