package dev.batchkit.orchestration;

import org.jspecify.annotations.Nullable;

/**
 * How many issues of one kind an orchestration session has.
 *
 * @param type the type of the issues
 * @param severity their severity; null for those of which nobody said
 * @param entryId the entry that they were found in; null for those of none
 * @param count how many
 */
public record IssueCount(
    String type, @Nullable String severity, @Nullable String entryId, long count) {}
