package dev.batchkit.store;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.RowWindow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads rows. The table must have been prepared. */
public interface RowReads {
  /**
   * A page of rows by ascending sequence; its cost does not depend on where in the batch it lies.
   */
  List<StoredRow> page(RowTable table, RowQuery query);

  /**
   * A page of rows by conditions on them, in an order of them.
   *
   * @param columns the columns of the batch, which say how cells compare; for a typed table its own
   */
  List<StoredRow> search(RowTable table, List<Column> columns, RowSearch search);

  /** How many rows meet the conditions of a search; its order, after and limit do not count. */
  long count(RowTable table, List<Column> columns, RowSearch search);

  /**
   * The codes of the statuses that rows of the batch have, rows outside its window and removed ones
   * included. Its cost does not depend on how many rows there are.
   */
  Set<String> statuses(RowTable table, long batchId);

  /** One row, wherever it lies. */
  Optional<StoredRow> find(RowTable table, long batchId, long sequence);

  /**
   * How many rows in the window have which status and outcome, counted in the store, ordered by
   * status and outcome.
   */
  List<StoredCount> counts(RowTable table, long batchId, RowWindow window);

  /** The highest sequence that is stored for the batch, in or outside its window; 0 for none. */
  long lastSequence(RowTable table, long batchId);

  /**
   * The rows in a range whose key stands in an earlier row too. A key with a NULL in it, and
   * removed rows, do not count.
   *
   * @param key the columns of the key
   * @param windowFrom rows before this sequence do not count
   * @param from the first row to look at
   * @param through the last row to look at
   * @return by ascending sequence
   */
  List<Duplicate> duplicates(
      RowTable table, long batchId, List<String> key, long windowFrom, long from, long through);

  /**
   * The rows in the window that have this key, by ascending sequence; removed rows are not among
   * them.
   *
   * @param key the columns of the key: one of the table's {@link RowTable#uniques}
   * @param cells one per column of the key, none of them null
   * @param limit at most so many
   */
  List<StoredRow> withKey(
      RowTable table,
      long batchId,
      RowWindow window,
      List<String> key,
      List<Object> cells,
      int limit);
}
