package dev.batchkit.session;

/**
 * A record that was kept with its session.
 *
 * @param sequence its place among all records of the result dataset, from 1 on
 * @param record the record
 */
public record SessionRecord(long sequence, MeasuredRecord record) {}
