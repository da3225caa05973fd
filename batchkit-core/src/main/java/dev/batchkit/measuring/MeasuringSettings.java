package dev.batchkit.measuring;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.NotifyWhen;
import dev.batchkit.indicator.RecordSource;
import dev.batchkit.indicator.SessionListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What a program gives to measure with.
 *
 * @param sources data sources by name
 * @param records sources of records by name
 * @param types indicator types given by hand
 * @param listeners listeners by name, in the order in which they are told
 */
public record MeasuringSettings(
    Map<String, DataSource> sources,
    Map<String, RecordSource> records,
    List<IndicatorType> types,
    Map<String, Told> listeners) {
  /** Nothing. */
  public static final MeasuringSettings NONE =
      new MeasuringSettings(Map.of(), Map.of(), List.of(), Map.of());

  /**
   * A listener.
   *
   * @param listener who is told
   * @param when of what
   */
  public record Told(SessionListener listener, NotifyWhen when) {}

  /** With one more data source, or another one of this name. */
  public MeasuringSettings withSource(String name, DataSource source) {
    return new MeasuringSettings(with(sources, name, source), records, types, listeners);
  }

  /** With one more source of records, or another one of this name. */
  public MeasuringSettings withRecords(String name, RecordSource source) {
    return new MeasuringSettings(sources, with(records, name, source), types, listeners);
  }

  /** With one more type. */
  public MeasuringSettings withType(IndicatorType type) {
    List<IndicatorType> all = new ArrayList<>(types);
    all.add(type);
    return new MeasuringSettings(sources, records, List.copyOf(all), listeners);
  }

  /** With one more listener, or another one of this name. */
  public MeasuringSettings withListener(String name, Told told) {
    return new MeasuringSettings(sources, records, types, with(listeners, name, told));
  }

  /**
   * Checks the names.
   *
   * @throws InvalidValue if one cannot be stored, or is that of a data source and of a source of
   *     records: all faults at once
   */
  void requireValid() {
    List<String> faults = new ArrayList<>();
    sources.keySet().forEach(name -> faults.addAll(faultsOf("dataSource", name)));
    records.keySet().forEach(name -> faults.addAll(faultsOf("records", name)));
    listeners.keySet().forEach(name -> faults.addAll(faultsOf("listener", name)));
    records.keySet().stream()
        .filter(sources::containsKey)
        .forEach(name -> faults.add("records: " + name + " is the name of a data source too"));
    if (!faults.isEmpty()) {
      throw new InvalidValue(
          "The kit cannot be opened: " + String.join("; ", faults) + ".", faults, null);
    }
  }

  private static List<String> faultsOf(String kind, String name) {
    return DefinitionFile.faultsOfName(kind + ": the name", name);
  }

  private static <T> Map<String, T> with(Map<String, T> map, String name, T item) {
    Map<String, T> all = new LinkedHashMap<>(map);
    all.put(name, item);
    return all;
  }
}
