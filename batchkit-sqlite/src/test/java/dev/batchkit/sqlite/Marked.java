package dev.batchkit.sqlite;

import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;

/** Rows that are made anew by every refresh, and applied without an effect. */
final class Marked implements BatchHandler<Marked.Line, Marked.Line> {
  /** A row. */
  record Line(long number, String made) {}

  static final BatchType<Line, Line> TYPE =
      BatchType.of("marked", Line.class).params(Effects.Size.class).unique("number");

  @Override
  public BatchType<Line, Line> type() {
    return TYPE;
  }

  @Override
  public void populate(PopulateContext<Line> batch) {
    int rows = batch.params(Effects.Size.class).rows();
    for (int i = 1; i <= rows; i++) {
      batch.add(new Line(i, "by populate"));
    }
  }

  @Override
  public RowRefresher<Line, Line> refresher(BatchView batch) {
    boolean populated = batch.batch().populatedAt() != null;
    return (in, row) -> populated ? new Line(in.number(), "by refresh") : in;
  }

  @Override
  public RowExecutor<Line> executor(ExecuteContext batch) {
    return chunk -> chunk.rows().forEach(row -> chunk.verdict(row, RowResult.applied()));
  }
}
