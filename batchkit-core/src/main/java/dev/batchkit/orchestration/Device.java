package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A machine that orchestration sessions ran on. Name, state and boundary together are its natural
 * key.
 *
 * @param id its id
 * @param name its host name
 * @param state a JSON text; {@code "SINGLETON"} where there is one state only
 * @param boundary what tells it from another of the same name
 * @param segmentation where it stands in a network; null if nobody said
 * @param sysinfo facts about it; null if nobody said
 * @param elaboration more about it; null for nothing
 */
public record Device(
    String id,
    String name,
    Json state,
    String boundary,
    @Nullable Json segmentation,
    @Nullable Json sysinfo,
    @Nullable Json elaboration) {}
