package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a dataset.
 *
 * @param key its key
 * @param measures its measures in the order of the definition; nobody changes them
 */
record DataRecord(DatasetKey key, List<@Nullable Object> measures) {}
