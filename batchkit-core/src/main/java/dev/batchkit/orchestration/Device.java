package dev.batchkit.orchestration;

import dev.batchkit.json.Json;

/**
 * The machine that an orchestration session ran on.
 *
 * @param name its host name
 * @param state a JSON text; {@code "SINGLETON"} where there is one state only
 * @param boundary what tells it from another of the same name
 * @param sysinfo facts about it
 */
public record Device(String name, Json state, String boundary, Json sysinfo) {}
