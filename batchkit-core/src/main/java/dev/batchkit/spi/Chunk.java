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
   * the run. It may be called again after a rollback. A chunk that has such work has no rows that
   * are external or prepared: the run ends if it does.
   */
  void inStore(ChunkWork work);

  /**
   * Registers work on one row outside the store. It is done after those in the store, when {@link
   * RowExecutor#apply} has returned, on other threads.
   */
  void external(Row<R> row, ExternalWork<R> work);

  /**
   * Has one row prepared outside the store, and then written. It is done after those in the store
   * and those outside, when {@link RowExecutor#apply} has returned: prepared on other threads,
   * begun by ascending sequence, and each written as soon as it is ready. Not more rows than the
   * options of the execution say are being prepared, or wait to be written, at any time.
   */
  void prepare(Row<R> row, RowPreparation<R> preparation);

  /**
   * Draws a line: what is registered by {@link #prepare} after this is begun only when every row
   * registered so before has its outcome stored, whatever that is. Between one chunk and the next
   * there always is such a line.
   */
  void barrier();

  /** Work on a chunk as a whole. */
  @FunctionalInterface
  interface ChunkWork {
    /** Does the work. */
    void run(StoreTx tx) throws Exception;
  }
}
