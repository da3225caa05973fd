package dev.batchkit.indicator;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records that the program's own code gives, where no query can: named when the kit is opened, and
 * used by indicators by that name. Used by several threads at once.
 */
@FunctionalInterface
public interface RecordSource {
  /**
   * Opens the records; closed when they were read, or when the measurement is stopped, by whatever
   * thread. Its thread is interrupted then.
   *
   * @return records by column: null, {@link String}, numbers, {@link Boolean}, and the dates and
   *     times of {@code java.time}; every record has all columns that its indicator names
   * @throws Exception to fail the measurement
   */
  Stream<? extends Map<String, ? extends @Nullable Object>> open() throws Exception;
}
