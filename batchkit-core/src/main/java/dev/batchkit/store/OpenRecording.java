package dev.batchkit.store;

/**
 * An orchestration session that somebody records and has not ended.
 *
 * @param sessionId the session
 * @param owner the open store that records it, as {@link Store#owner} numbers it
 */
public record OpenRecording(String sessionId, long owner) {}
