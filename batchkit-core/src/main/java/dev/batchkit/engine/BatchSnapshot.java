package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchView;
import java.util.List;

/** A batch as a handler sees it when it is asked outside a run. */
class BatchSnapshot implements BatchView {
  private final Batch batch;

  BatchSnapshot(Batch batch) {
    this.batch = batch;
  }

  @Override
  public final Batch batch() {
    return batch;
  }

  @Override
  public final <P extends Record> P params(Class<P> type) {
    Json params = batch.params();
    if (params == null) {
      throw new InvalidValue(
          batch.name() + " has no parameters. Give them when it is created.",
          List.of("params: missing"),
          null);
    }
    return params.as(type);
  }

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted();
  }
}
