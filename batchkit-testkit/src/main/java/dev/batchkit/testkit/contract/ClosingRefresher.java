package dev.batchkit.testkit.contract;

import dev.batchkit.spi.RowDraft;
import dev.batchkit.spi.RowRefresher;
import java.util.concurrent.Callable;

/** A refresher for tests that does something at its end. */
record ClosingRefresher<I, R>(RowRefresher<I, R> refresher, Callable<?> atEnd)
    implements RowRefresher<I, R> {
  @Override
  public R refresh(I input, RowDraft row) throws Exception {
    return refresher.refresh(input, row);
  }

  @Override
  public void close() throws Exception {
    Object unused = atEnd.call();
  }
}
