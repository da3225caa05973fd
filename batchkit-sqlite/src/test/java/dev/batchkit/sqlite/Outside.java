package dev.batchkit.sqlite;

import dev.batchkit.batch.Row;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;

/** Rows whose effect is done by {@link OutsideService}. */
final class Outside implements BatchHandler<Outside.Line, Outside.Line> {
  /** A row. */
  record Line(long number) {}

  /** The parameters: how many rows. */
  record Size(int rows) {}

  static final BatchType<Line, Line> TYPE = BatchType.of("outside", Line.class).params(Size.class);

  private final OutsideService service;

  Outside(OutsideService service) {
    this.service = service;
  }

  @Override
  public BatchType<Line, Line> type() {
    return TYPE;
  }

  @Override
  public void populate(PopulateContext<Line> batch) {
    int rows = batch.params(Size.class).rows();
    for (int i = 1; i <= rows; i++) {
      batch.add(new Line(i));
    }
  }

  @Override
  public RowRefresher<Line, Line> refresher(BatchView batch) {
    return (in, row) -> in;
  }

  @Override
  public RowExecutor<Line> executor(ExecuteContext batch) {
    return RowExecutor.external(
        (Row<Line> row, String key) -> service.call(key), (row, key) -> service.settle(key));
  }
}
