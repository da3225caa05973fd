package dev.batchkit.measuring;

import dev.batchkit.indicator.RecordSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What the program gave to measure, by the name that definitions use.
 *
 * @param sources where queries are asked
 * @param records where the program's own code gives records
 */
record DataDoors(Map<String, DataSource> sources, Map<String, RecordSource> records) {
  DataDoors {
    sources = Map.copyOf(sources);
    records = Map.copyOf(records);
  }

  /** All names, for messages. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(sources.keySet());
    names.addAll(records.keySet());
    return names;
  }
}
