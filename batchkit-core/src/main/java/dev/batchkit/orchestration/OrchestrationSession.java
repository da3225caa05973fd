package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run, or of whatever else a program did.
 *
 * @param id its id
 * @param deviceId the device that it ran on
 * @param natureId the key of its nature
 * @param version the version of what ran; empty where a program did not say
 * @param startedAt when it began; null where a program did not say, or gave what is no time
 * @param finishedAt when it ended; null while it has not, or where a program gave what is no time
 * @param elaboration more about it; null for nothing
 * @param args what it was called with; null for nothing
 * @param diagnostics what came of it, for programs; null while it has not ended
 * @param diagnosticsMarkdown what came of it, for people; null while it has not ended
 */
public record OrchestrationSession(
    String id,
    String deviceId,
    String natureId,
    String version,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Json elaboration,
    @Nullable Json args,
    @Nullable Json diagnostics,
    @Nullable String diagnosticsMarkdown) {}
