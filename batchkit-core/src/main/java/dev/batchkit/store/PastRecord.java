package dev.batchkit.store;

import dev.batchkit.session.MeasuredRecord;

/**
 * What an earlier session measured.
 *
 * @param key the text of its key
 * @param sessionId the session
 * @param record the record
 */
public record PastRecord(String key, long sessionId, MeasuredRecord record) {}
