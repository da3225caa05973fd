package dev.batchkit.store;

import dev.batchkit.session.MeasuredRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a session to store.
 *
 * @param sequence its place in the result dataset, from 1 on
 * @param key a text by which the same thing is found in other sessions; null if nobody will look
 * @param record the record
 */
public record NewRecord(long sequence, @Nullable String key, MeasuredRecord record) {}
