package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.session.MeasuredRecord;
import java.util.List;
import java.util.Map;

/** What earlier sessions of one indicator measured. */
@FunctionalInterface
interface History {
  /** As {@link dev.batchkit.indicator.Measurement#history}; read on the thread of the try. */
  Map<DatasetKey, List<MeasuredRecord>> of(List<DatasetKey> keys, int sessions);
}
