package dev.batchkit.session;

import dev.batchkit.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An indicator as it is stored now. What a session was measured by stands with the session.
 *
 * @param id its id in {@code indicator}
 * @param name its name: unique, whatever its case
 * @param description null for none
 * @param groupId its group in {@code indicator_group}
 * @param order indicators of one order are measured at the same time, lower orders first
 * @param active whether it is measured with its group
 * @param type the key of its type
 * @param definition how it is measured; null, or of another form, if another program wrote it
 * @param createdAt null if another program did not say
 * @param updatedAt null if another program did not say
 * @param userGroupId the group in {@code user_group} that it belongs to; null for none
 */
public record Indicator(
    long id,
    String name,
    @Nullable String description,
    long groupId,
    int order,
    boolean active,
    String type,
    @Nullable Json definition,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Long userGroupId) {}
