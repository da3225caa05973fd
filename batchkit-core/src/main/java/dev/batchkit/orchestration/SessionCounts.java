package dev.batchkit.orchestration;

/**
 * How much an orchestration session has of what.
 *
 * @param entries its entries
 * @param execs its execs
 * @param failedExecs those of its execs that ended without success
 * @param issues its issues
 * @param relations the relations that its issues are told of
 * @param logs the lines of its log
 */
public record SessionCounts(
    long entries, long execs, long failedExecs, long issues, long relations, long logs) {}
