package dev.batchkit.testkit;

import dev.batchkit.store.StoredRow;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all batches, in pages of 1,024 sequences. A copy shares every page with the original
 * until it first writes to the page, so a unit of work copies only what it touches.
 */
final class RowPages {
  private static final int BITS = 10;
  private static final int MASK = (1 << BITS) - 1;

  /** Stands for this in its pages, which must not keep alive what this was made from. */
  private final Object self = new Object();

  private Tree<Key, Page> pages;

  RowPages() {
    this(Tree.sortedBy(Key.ORDER));
  }

  private RowPages(Tree<Key, Page> pages) {
    this.pages = pages;
  }

  RowPages copy() {
    return new RowPages(pages);
  }

  @Nullable StoredRow get(String table, long batchId, long sequence) {
    Page page = pages.get(new Key(table, batchId, sequence >> BITS));
    return page == null ? null : page.rows[(int) sequence & MASK];
  }

  void put(String table, long batchId, StoredRow row) {
    Page page = own(new Key(table, batchId, row.sequence() >> BITS));
    int place = (int) row.sequence() & MASK;
    page.count += page.rows[place] == null ? 1 : 0;
    page.rows[place] = row;
  }

  /** Removes a row that is there. */
  void remove(String table, long batchId, long sequence) {
    Key key = new Key(table, batchId, sequence >> BITS);
    Page page = own(key);
    page.rows[(int) sequence & MASK] = null;
    page.count--;
    if (page.count == 0) {
      pages = pages.without(key);
    }
  }

  /** Visits the rows between two sequences, both included, while the visitor wants more. */
  void scan(String table, long batchId, long from, long through, RowVisitor visitor) {
    if (from > through) {
      return;
    }
    pages.ascend(
        new Key(table, batchId, from >> BITS),
        (key, page) -> key.isOf(table, batchId) && page.scan(from, through, visitor));
  }

  /** The highest sequence of a batch; 0 for none. */
  long last(String table, long batchId) {
    long[] last = {0};
    pages.descend(
        new Key(table, batchId, Long.MAX_VALUE),
        (key, page) -> {
          if (key.isOf(table, batchId)) {
            last[0] = page.last();
          }
          return false;
        });
    return last[0];
  }

  private Page own(Key key) {
    Page page = pages.get(key);
    if (page == null || page.owner != self) {
      page = new Page(self, page);
      pages = pages.with(key, page);
    }
    return page;
  }

  /** Is shown rows by ascending sequence; gives false when it has seen enough. */
  @FunctionalInterface
  interface RowVisitor {
    boolean visit(StoredRow row);
  }

  private record Key(String table, long batchId, long page) {
    static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::batchId)
            .thenComparing(Key::table)
            .thenComparingLong(Key::page);

    boolean isOf(String otherTable, long otherBatchId) {
      return batchId == otherBatchId && table.equals(otherTable);
    }
  }

  /** Only its owner writes to it, and only until the owner is published. */
  private static final class Page {
    final Object owner;
    final @Nullable StoredRow[] rows;
    int count;

    Page(Object owner, @Nullable Page from) {
      this.owner = owner;
      this.rows = from == null ? new @Nullable StoredRow[MASK + 1] : from.rows.clone();
      this.count = from == null ? 0 : from.count;
    }

    boolean scan(long from, long through, RowVisitor visitor) {
      for (StoredRow row : rows) {
        if (row != null && row.sequence() > through) {
          return false;
        }
        if (row != null && row.sequence() >= from && !visitor.visit(row)) {
          return false;
        }
      }
      return true;
    }

    long last() {
      for (int place = MASK; place >= 0; place--) {
        StoredRow row = rows[place];
        if (row != null) {
          return row.sequence();
        }
      }
      return 0;
    }
  }
}
