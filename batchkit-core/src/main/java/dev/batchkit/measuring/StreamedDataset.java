package dev.batchkit.measuring;

import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.DatasetKey;
import org.jspecify.annotations.Nullable;

/** The records of a side as they come. */
final class StreamedDataset implements Dataset {
  private final Records records;
  private @Nullable DataRecord record;

  StreamedDataset(Records records) {
    this.records = records;
  }

  @Override
  public boolean next() throws Exception {
    record = records.next();
    return record != null;
  }

  @Override
  public DatasetKey key() {
    return here().key();
  }

  @Override
  public @Nullable Object measure(int index) {
    return here().measures().get(index);
  }

  private DataRecord here() {
    if (record == null) {
      throw new IllegalStateException("there is a record only after next() said so");
    }
    return record;
  }

  @Override
  public void close() {
    records.close();
  }
}
