package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows in the order of columns of {@link RowText}. */
final class RowReader {
  private static final int ENGINE_COLUMNS = 10;
  private static final int TEXT = 0;
  private static final int INTEGER = 1;
  private static final int REAL = 2;

  private final int[] storage;

  RowReader(RowTable table) {
    List<Column> columns = table.columns();
    storage = new int[columns.size()];
    for (int i = 0; i < storage.length; i++) {
      storage[i] =
          switch (columns.get(i).type().storage()) {
            case "INTEGER" -> INTEGER;
            case "REAL" -> REAL;
            default -> TEXT;
          };
    }
  }

  StoredRow read(ResultSet row) throws SQLException {
    return new StoredRow(
        there(number(row, 1)),
        there(text(row, 2)),
        text(row, 3),
        text(row, 4),
        there(number(row, 5)),
        flag(there(number(row, 6))),
        text(row, 7),
        text(row, 8),
        there(text(row, 9)),
        number(row, 10),
        cells(row));
  }

  private @Nullable Object[] cells(ResultSet row) throws SQLException {
    @Nullable Object[] cells = new @Nullable Object[storage.length];
    for (int i = 0; i < storage.length; i++) {
      int at = ENGINE_COLUMNS + 1 + i;
      cells[i] =
          switch (storage[i]) {
            case INTEGER -> number(row, at);
            case REAL -> real(row, at);
            default -> text(row, at);
          };
    }
    return cells;
  }

  /**
   * The driver would read a BLOB as text and a text as a number, so that a flipped bit which makes
   * one of the other would pass unseen, by the seal too.
   */
  static @Nullable String text(ResultSet row, int at) throws SQLException {
    Object cell = row.getObject(at);
    if (cell == null) {
      return null;
    }
    if (!(cell instanceof String text)) {
      throw damaged("is no text");
    }
    if (!isExact(row, at, text)) {
      throw damaged("is no UTF-8");
    }
    return text;
  }

  /** Bytes that are no UTF-8 become U+FFFD, so that only where one stands the bytes are asked. */
  static boolean isExact(ResultSet row, int at, String text) throws SQLException {
    return text.indexOf('\uFFFD') < 0
        || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), row.getBytes(at));
  }

  static @Nullable Long number(ResultSet row, int at) throws SQLException {
    Object cell = row.getObject(at);
    if (cell instanceof Integer small) {
      return small.longValue();
    }
    if (cell == null || cell instanceof Long) {
      return (Long) cell;
    }
    throw damaged("is no integer");
  }

  private static @Nullable Double real(ResultSet row, int at) throws SQLException {
    Object cell = row.getObject(at);
    if (cell == null || cell instanceof Double) {
      return (Double) cell;
    }
    throw damaged("is no real number");
  }

  private static boolean flag(long number) {
    if (number == 0 || number == 1) {
      return number == 1;
    }
    throw damaged("is neither 0 nor 1");
  }

  static <T> T there(@Nullable T cell) {
    if (cell == null) {
      throw damaged("is NULL");
    }
    return cell;
  }

  private static StoreFailed damaged(String what) {
    return Failures.broken(
        "A cell of a row "
            + what
            + ", against its column: the file is damaged, or was changed with SQLite's"
            + " checks off. Check it by PRAGMA integrity_check; nothing is repaired unasked.",
        "CELL");
  }
}
