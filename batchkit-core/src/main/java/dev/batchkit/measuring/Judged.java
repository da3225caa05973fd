package dev.batchkit.measuring;

import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement came to.
 *
 * @param verdict what it says of the data
 * @param counts its records
 * @param extreme what was compared and lies farthest in the direction of an alert; null for none
 * @param kept its records that are kept; to be closed
 */
record Judged(Verdict verdict, RecordCounts counts, @Nullable String extreme, Kept kept) {}
