package dev.batchkit.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of a row by the names of their columns, each of the class that SQLite stores. */
final class MergeRow {
  /** What stands for NULL. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "NULL";
        }
      };

  private final Map<String, Object> cells = new LinkedHashMap<>();

  static MergeRow read(ResultSet rows, List<String> columns) throws SQLException {
    MergeRow row = new MergeRow();
    for (String column : columns) {
      Object cell = rows.getObject(column);
      row.cells.put(column, cell instanceof Integer number ? number.longValue() : orNull(cell));
    }
    return row;
  }

  private static Object orNull(@Nullable Object cell) {
    return cell == null ? NULL : cell;
  }

  /** A cell; {@link #NULL} also for a column that is not there. */
  Object get(String column) {
    return cells.getOrDefault(column, NULL);
  }

  void set(String column, Object cell) {
    cells.put(column, cell);
  }

  /** Whether two rows have the same in some columns; a number is the same as its text. */
  boolean isSame(MergeRow other, List<String> columns) {
    return columns.stream().allMatch(column -> isSame(get(column), other.get(column)));
  }

  private static boolean isSame(Object one, Object other) {
    if (one instanceof byte[] bytes) {
      return other instanceof byte[] others && Arrays.equals(bytes, others);
    }
    return one.equals(other)
        || (one != NULL && other != NULL && one.toString().equals(other.toString()));
  }

  /** About how much memory it takes. */
  long size() {
    long size = 0;
    for (Object cell : cells.values()) {
      size += 16;
      size += cell instanceof String text ? 2L * text.length() : 0;
      size += cell instanceof byte[] bytes ? bytes.length : 0;
    }
    return size;
  }

  /** Binds a cell as what it is. */
  static void bind(PreparedStatement statement, int place, Object cell) throws SQLException {
    if (cell == NULL) {
      statement.setNull(place, Types.NULL);
    } else if (cell instanceof byte[] bytes) {
      statement.setBytes(place, bytes);
    } else {
      statement.setObject(place, cell);
    }
  }
}
