package dev.batchkit.engine;

import dev.batchkit.spi.RowResult;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The digest over the rows of a run, taken in their order while they get their outcomes. Where a
 * row has not got its last, it stops; the rows from there on are read again at the end.
 */
final class RunDigest {
  private final Seal.Rows rows;
  private long through;
  private boolean whole = true;

  RunDigest(RowTable table) {
    rows = new Seal.Rows(table);
  }

  /** Whether it has every row that was shown to it. */
  boolean isWhole() {
    return whole;
  }

  /** Goes no further by itself. */
  void stop() {
    whole = false;
  }

  /** Adds rows that have their last outcomes. */
  void add(Page<?> page) {
    add(rows, page);
    if (page.size() > 0) {
      through = page.row(page.size() - 1).sequence();
    }
  }

  /** What it would be with these rows too. */
  Seal.Rows with(Page<?> page) {
    Seal.Rows all = rows.fork();
    add(all, page);
    return all;
  }

  private static void add(Seal.Rows rows, Page<?> page) {
    for (int i = 0; i < page.size(); i++) {
      StoredRow row = page.row(i);
      RowResult result = page.result(i);
      if (result == null) {
        rows.add(row, row.outcome(), row.outcomeJson());
      } else {
        rows.add(
            row, result.outcome().name(), result.detail() == null ? null : result.detail().text());
      }
    }
  }

  /** All rows, those that it did not get read again. */
  Seal.Rows catchUp(LongFunction<List<StoredRow>> pageAfter) {
    List<StoredRow> page = pageAfter.apply(through);
    while (!page.isEmpty()) {
      for (StoredRow row : page) {
        rows.add(row, row.outcome(), row.outcomeJson());
        through = row.sequence();
      }
      page = pageAfter.apply(through);
    }
    whole = true;
    return rows;
  }
}
