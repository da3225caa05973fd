package dev.batchkit.testkit.contract;

import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.QuickEntry;
import dev.batchkit.spi.QuickEntryContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import dev.batchkit.spi.RowSource;
import java.util.Optional;

/**
 * A handler for tests, each of its methods a lambda that may be replaced between runs. Safe for any
 * number of threads.
 *
 * @param <I> the input record
 * @param <R> the row record
 */
public final class ScriptedHandler<I, R> implements BatchHandler<I, R> {
  private final BatchType<I, R> type;
  private volatile RowSource<I> source = batch -> {};
  private volatile Opened<BatchView, RowRefresher<I, R>> refresher;
  private volatile Quick<I, R> quick = (batch, text) -> QuickEntry.nothing();
  private volatile Opened<BatchView, Optional<String>> whyNot = batch -> Optional.empty();
  private volatile Opened<BatchView, String> description = batch -> "";
  private volatile Opened<ExecuteContext, RowExecutor<R>> executor =
      batch -> RowExecutor.inStore((row, tx) -> RowResult.applied());

  /** A handler that adds nothing, makes rows like this, and applies every row. */
  public ScriptedHandler(BatchType<I, R> type, RowRefresher<I, R> refresher) {
    this.type = type;
    this.refresher = batch -> refresher;
  }

  /**
   * Says what a text means.
   *
   * @param <I> the input record
   * @param <R> the row record
   */
  @FunctionalInterface
  public interface Quick<I, R> {
    /** Says it. */
    QuickEntry<I, R> of(QuickEntryContext<I, R> batch, String text) throws Exception;
  }

  /**
   * What is asked of a batch.
   *
   * @param <C> the context that it is asked in
   * @param <T> what is asked for
   */
  @FunctionalInterface
  public interface Opened<C, T> {
    /** Answers. */
    T of(C batch) throws Exception;
  }

  /** Has it add rows like this from now on. */
  public ScriptedHandler<I, R> source(RowSource<I> next) {
    source = next;
    return this;
  }

  /** Has it add these rows from now on. */
  @SafeVarargs
  public final ScriptedHandler<I, R> rows(I... inputs) {
    return source(
        batch -> {
          for (I input : inputs) {
            batch.add(input);
          }
        });
  }

  /** Has it make rows like this from now on. */
  public ScriptedHandler<I, R> refresher(RowRefresher<I, R> next) {
    return refresherOf(batch -> next);
  }

  /** Has it open a refresher like this from now on. */
  public ScriptedHandler<I, R> refresherOf(Opened<BatchView, RowRefresher<I, R>> next) {
    refresher = next;
    return this;
  }

  /** Has it take texts like this from now on. */
  public ScriptedHandler<I, R> quick(Quick<I, R> next) {
    quick = next;
    return this;
  }

  /** Has it forbid executions like this from now on. */
  public ScriptedHandler<I, R> whyNot(Opened<BatchView, Optional<String>> next) {
    whyNot = next;
    return this;
  }

  /** Has it describe executions like this from now on. */
  public ScriptedHandler<I, R> description(Opened<BatchView, String> next) {
    description = next;
    return this;
  }

  /** Has it apply rows like this from now on. */
  public ScriptedHandler<I, R> executor(RowExecutor<R> next) {
    return executorOf(batch -> next);
  }

  /** Has it open an executor like this from now on. */
  public ScriptedHandler<I, R> executorOf(Opened<ExecuteContext, RowExecutor<R>> next) {
    executor = next;
    return this;
  }

  @Override
  public BatchType<I, R> type() {
    return type;
  }

  /** Always 1.0. */
  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public void populate(PopulateContext<I> batch) throws Exception {
    source.addTo(batch);
  }

  @Override
  public RowRefresher<I, R> refresher(BatchView batch) throws Exception {
    return refresher.of(batch);
  }

  @Override
  public QuickEntry<I, R> quickEntry(QuickEntryContext<I, R> batch, String text) throws Exception {
    return quick.of(batch, text);
  }

  @Override
  public Optional<String> whyNotExecute(BatchView batch) throws Exception {
    return whyNot.of(batch);
  }

  @Override
  public String describeExecution(BatchView batch) throws Exception {
    return description.of(batch);
  }

  @Override
  public RowExecutor<R> executor(ExecuteContext batch) throws Exception {
    return executor.of(batch);
  }
}
