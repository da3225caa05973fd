package dev.batchkit.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long sessions took, from their real begin to their real end. A percentile is the duration in
 * place ceil(n * p / 100) when they are sorted.
 *
 * @param sessions how many have a begin and an end
 * @param shortest null if none has
 * @param median null if none has
 * @param p95 null if none has
 * @param longest null if none has
 */
public record SessionDurations(
    long sessions,
    @Nullable Duration shortest,
    @Nullable Duration median,
    @Nullable Duration p95,
    @Nullable Duration longest) {}
