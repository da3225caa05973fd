package dev.batchkit.engine;

import dev.batchkit.store.StoredRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many rows the next chunk takes: at most 1,000, fewer where rows are large or writing them
 * takes long.
 */
final class ChunkSize {
  static final int MOST_ROWS = 1000;
  static final long MOST_NANOS = 250_000_000;
  static final long MOST_CHARS = 4_000_000;
  private static final int FIRST = 100;

  private int limit = FIRST;

  int limit() {
    return limit;
  }

  /** Learns from a page that was read. */
  void read(List<StoredRow> rows) {
    long chars = 1;
    for (StoredRow row : rows) {
      chars += chars(row);
    }
    if (!rows.isEmpty()) {
      long fitting = MOST_CHARS * rows.size() / chars;
      limit = (int) Math.max(1, Math.min(fitting, Math.min(MOST_ROWS, limit * 10L)));
    }
  }

  /** Learns from a transaction that wrote rows. */
  void wrote(int rows, long nanos) {
    if (rows > 0 && nanos > 0) {
      limit = (int) Math.max(1, Math.min(limit, MOST_NANOS * rows / nanos));
    }
  }

  static long chars(StoredRow row) {
    long chars = 100L + length(row.problems()) + length(row.input());
    for (Object cell : row.cells()) {
      chars += cell instanceof String text ? text.length() : 8;
    }
    return chars;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
