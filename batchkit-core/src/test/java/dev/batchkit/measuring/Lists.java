package dev.batchkit.measuring;

import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Side;
import dev.batchkit.session.IndicatorDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Datasets from lists, in place of queries: records are maps of columns. */
final class Lists implements DatasetDoor {
  private final IndicatorDefinition definition;
  private final Map<Side, List<Map<String, Object>>> sides = new EnumMap<>(Side.class);

  Lists(
      IndicatorDefinition definition,
      List<Map<String, Object>> source,
      List<Map<String, Object>> target) {
    this.definition = definition;
    sides.put(Side.SOURCE, source);
    sides.put(Side.TARGET, target);
  }

  @Override
  public Dataset open(Side side) {
    Iterator<Map<String, Object>> records = sides.get(side).iterator();
    return new Dataset() {
      private Map<String, Object> record = Map.of();

      @Override
      public boolean next() {
        boolean has = records.hasNext();
        record = has ? records.next() : Map.of();
        return has;
      }

      @Override
      public DatasetKey key() {
        return keyOf(record);
      }

      @Override
      public Object measure(int index) {
        return record.get(definition.measures().get(index));
      }

      @Override
      public void close() {}
    };
  }

  private DatasetKey keyOf(Map<String, Object> record) {
    List<Object> cells = new ArrayList<>();
    definition.key().forEach(column -> cells.add(record.get(column)));
    return new DatasetKey(cells);
  }

  @Override
  public JoinedDatasets join() {
    Map<DatasetKey, Map<Side, List<Map<String, Object>>>> joined = new LinkedHashMap<>();
    sides.forEach(
        (side, records) ->
            records.forEach(
                record ->
                    joined
                        .computeIfAbsent(keyOf(record), key -> new EnumMap<>(Side.class))
                        .computeIfAbsent(side, one -> new ArrayList<>())
                        .add(record)));
    var keys = joined.entrySet().iterator();
    return new JoinedDatasets() {
      private Map.Entry<DatasetKey, Map<Side, List<Map<String, Object>>>> entry;

      @Override
      public boolean next() {
        boolean has = keys.hasNext();
        entry = has ? keys.next() : null;
        return has;
      }

      @Override
      public DatasetKey key() {
        return entry.getKey();
      }

      @Override
      public long count(Side side) {
        return entry.getValue().getOrDefault(side, List.of()).size();
      }

      @Override
      public Object measure(Side side, int index) {
        List<Map<String, Object>> records = entry.getValue().getOrDefault(side, List.of());
        return records.isEmpty() ? null : records.get(0).get(definition.measures().get(index));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
