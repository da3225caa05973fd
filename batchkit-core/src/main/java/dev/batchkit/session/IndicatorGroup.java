package dev.batchkit.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Indicators that are measured together, in one batch.
 *
 * @param id its id in {@code indicator_group}
 * @param name its name: unique, case counts
 * @param createdAt null if another program did not say
 * @param updatedAt null if another program did not say
 * @param userGroupId the group in {@code user_group} that it belongs to; null for none
 */
public record IndicatorGroup(
    long id,
    String name,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Long userGroupId) {}
