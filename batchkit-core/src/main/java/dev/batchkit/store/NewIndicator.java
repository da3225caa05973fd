package dev.batchkit.store;

import dev.batchkit.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An indicator to store.
 *
 * @param name unique, whatever its case
 * @param description null for none
 * @param groupId its group
 * @param order its execution order
 * @param active whether it is measured with its group
 * @param type the key of its type
 * @param definition how it is measured
 * @param at when it is stored
 * @param by who defines it
 */
public record NewIndicator(
    String name,
    @Nullable String description,
    long groupId,
    int order,
    boolean active,
    String type,
    Json definition,
    Instant at,
    ActorIds by) {}
