package dev.batchkit.spi;

import dev.batchkit.batch.Row;
import dev.batchkit.store.StoreTx;
import java.util.List;

/**
 * Rows to apply: at most 1,000. For the thread that was given it, until {@link RowExecutor#apply}
 * returns. Every row needs a verdict, or work that gives one; a row with neither fails.
 *
 * @param <R> the row record
 */
public interface Chunk<R> {
  /** The rows, by ascending sequence. */
  List<Row<R>> rows();

  /** Gives the verdict on a row. A second verdict on the same row replaces the first. */
  void verdict(Row<R> row, RowResult result);

  /**
   * Registers work on one row, to be done inside the transaction that stores its outcome. Works are
   * done in the order in which they were registered. The engine may put the rows of a chunk into
   * several transactions to keep each short.
   */
  void inStore(Row<R> row, RowWork<R> work);

  /**
   * Registers work on the chunk as a whole, to be done before the works on rows, in the transaction
   * that stores the outcomes of all its rows: the chunk is then never divided. What it throws ends
   * the run. It may be called again after a rollback. A chunk that has such work has no external
   * rows: the run ends if it does.
   */
  void inStore(ChunkWork work);

  /**
   * Registers work on one row outside the store. It is done after those in the store, when {@link
   * RowExecutor#apply} has returned, on other threads.
   */
  void external(Row<R> row, ExternalWork<R> work);

  /** Work on a chunk as a whole. */
  @FunctionalInterface
  interface ChunkWork {
    /** Does the work. */
    void run(StoreTx tx) throws Exception;
  }
}
