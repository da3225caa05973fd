package dev.batchkit.session;

import org.jspecify.annotations.Nullable;

/**
 * One measure of a record, as texts: numbers exactly, times in ISO 8601.
 *
 * @param measure the name of the column
 * @param source its value in the source; null where that is NULL or not there
 * @param target its value in the target; null where that is NULL or not there
 * @param difference target minus source with its sign, or what the type says; null where there is
 *     none
 * @param compared what was compared with the threshold; where its digits do not end, the first 34.
 *     Null where it could not be compared
 * @param finding what was found of it
 */
public record MeasuredValue(
    String measure,
    @Nullable String source,
    @Nullable String target,
    @Nullable String difference,
    @Nullable String compared,
    Finding finding) {}
