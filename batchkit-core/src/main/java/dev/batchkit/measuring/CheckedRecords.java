package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.DatasetKey;
import org.jspecify.annotations.Nullable;

/** Records whose keys hold one kind in each column and, if they must, come in order. */
final class CheckedRecords implements Records {
  private final Records records;
  private final Layout layout;
  private final KeyKinds kinds;
  private final boolean mustBeInOrder;
  private @Nullable DatasetKey last;

  CheckedRecords(Records records, Layout layout, KeyKinds kinds, boolean mustBeInOrder) {
    this.records = records;
    this.layout = layout;
    this.kinds = kinds;
    this.mustBeInOrder = mustBeInOrder;
  }

  @Override
  public @Nullable DataRecord next() throws Exception {
    DataRecord record = records.next();
    if (record != null) {
      kinds.see(record.key());
      if (mustBeInOrder) {
        requireOrder(record.key());
      }
    }
    return record;
  }

  private void requireOrder(DatasetKey key) {
    if (last != null && Keys.ORDER.compare(last, key) > 0) {
      throw new MeasurementFailed(
          "The "
              + layout.word()
              + " does not come in ascending order of its key: its query must ORDER BY the key,"
              + " NULL first, numbers by value and texts by code points; or leave out \"sorted\".",
          true);
    }
    last = key;
  }

  @Override
  public void close() {
    records.close();
  }
}
