package dev.batchkit.engine;

import dev.batchkit.store.StoredRow;
import java.util.List;

/**
 * Rows lose their mark as duplicates, and what they are without it only their handler can tell: the
 * transaction is rolled back, the rows are made again outside of it, and it is tried once more.
 */
final class PlainMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<StoredRow> rows;

  PlainMissing(List<StoredRow> rows) {
    super("rows must be made again", null, false, false);
    this.rows = rows;
  }

  List<StoredRow> rows() {
    return rows;
  }
}
