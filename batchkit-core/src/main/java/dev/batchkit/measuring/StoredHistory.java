package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.store.SessionReads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What earlier sessions of one indicator measured, as they are stored. */
final class StoredHistory implements History {
  private final SessionReads sessions;
  private final long indicatorId;
  private final String series;

  StoredHistory(SessionReads sessions, long indicatorId, IndicatorDefinition definition) {
    this.sessions = sessions;
    this.indicatorId = indicatorId;
    series = Series.of(definition);
  }

  @Override
  public Map<DatasetKey, List<MeasuredRecord>> of(List<DatasetKey> keys, int most) {
    Map<String, DatasetKey> byText = new LinkedHashMap<>();
    keys.forEach(key -> byText.put(StoredText.key(key), key));
    Map<DatasetKey, List<MeasuredRecord>> history = new HashMap<>();
    sessions
        .history(indicatorId, series, List.copyOf(byText.keySet()), most)
        .forEach(
            past -> {
              DatasetKey key = byText.get(past.key());
              if (key != null) {
                history.computeIfAbsent(key, one -> new ArrayList<>()).add(past.record());
              }
            });
    return history;
  }
}
