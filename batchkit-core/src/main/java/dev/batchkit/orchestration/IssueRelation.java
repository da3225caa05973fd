package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What one issue has to do with another.
 *
 * @param id its id
 * @param issueId the issue that it is told of
 * @param relatedId the other issue; in what other programs wrote, it may be none
 * @param nature what they have to do with each other, such as {@code caused-by}
 * @param elaboration more about it; null for nothing
 */
public record IssueRelation(
    String id, String issueId, String relatedId, String nature, @Nullable Json elaboration) {}
