package dev.batchkit.session;

import java.time.Instant;

/**
 * The sessions that began in one hour or day.
 *
 * @param from when the hour or day begins, in UTC
 * @param quality what they say
 */
public record TrendPoint(Instant from, Quality quality) {}
