package dev.batchkit.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a result dataset.
 *
 * @param key the cells of its key by column, in the order of the definition; null for NULL
 * @param level how it counts
 * @param finding the gravest finding of its values
 * @param values its measures
 */
public record MeasuredRecord(
    Map<String, @Nullable String> key, Level level, Finding finding, List<MeasuredValue> values) {
  /** Copies the parts. */
  public MeasuredRecord {
    key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
    values = List.copyOf(values);
  }

  /** Says nothing of what stands in it. */
  @Override
  public String toString() {
    return "MeasuredRecord(" + finding + ")";
  }
}
