package dev.batchkit.store;

import dev.batchkit.batch.RowWindow;
import java.util.List;

/**
 * Writes rows, in one statement or one batch of statements per call. Refused, as failures of the
 * store: any change of a frozen batch, any change of a row whose outcome is APPLIED, a batch that
 * does not exist, JSON that is not valid.
 */
public interface RowWrites extends RowReads {
  /** Inserts rows, by ascending sequence. */
  void insert(RowTable table, long batchId, List<StoredRow> rows);

  /** Replaces rows by their sequence. Each must exist. */
  void update(RowTable table, long batchId, List<StoredRow> rows);

  /**
   * Sets the outcomes of rows, by ascending sequence. Each must exist, not removed and not APPLIED.
   */
  void mark(RowTable table, long batchId, List<OutcomeMark> marks);

  /**
   * Deletes rows of a batch outside a window, the lowest sequences first.
   *
   * @param limit at most so many
   * @return how many
   */
  int deleteOutside(RowTable table, long batchId, RowWindow window, int limit);
}
