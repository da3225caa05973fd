package dev.batchkit.testkit.contract;

import dev.batchkit.spi.Chunk;
import dev.batchkit.spi.RowExecutor;
import java.util.concurrent.Callable;

/** An executor for tests that does something at its end. */
final class ScriptedExecutor<R> implements RowExecutor<R> {
  private final RowExecutor<R> executor;
  private final Callable<?> atEnd;

  private ScriptedExecutor(RowExecutor<R> executor, Callable<?> atEnd) {
    this.executor = executor;
    this.atEnd = atEnd;
  }

  static <R> RowExecutor<R> of(RowExecutor<R> executor, Callable<?> atEnd) {
    return new ScriptedExecutor<>(executor, atEnd);
  }

  @Override
  public void apply(Chunk<R> chunk) throws Exception {
    executor.apply(chunk);
  }

  @Override
  public void close() throws Exception {
    Object unused = atEnd.call();
  }
}
