package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.store.RowTable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the cells of a row, each as its own storage class. */
final class CellBinder {
  private final boolean[] json;

  CellBinder(RowTable table) {
    List<Column> columns = table.columns();
    json = new boolean[columns.size()];
    for (int i = 0; i < json.length; i++) {
      json[i] = columns.get(i).type() == ColumnType.JSON;
    }
  }

  /** Binds from this place on; gives the place after the last. */
  int bind(PreparedStatement statement, int from, @Nullable Object[] cells) throws SQLException {
    for (int i = 0; i < json.length; i++) {
      Object cell = cells[i];
      if (json[i] && cell instanceof String text) {
        setJson(statement, from + i, text);
      } else {
        bindCell(statement, from + i, cell);
      }
    }
    return from + json.length;
  }

  static void bindCell(PreparedStatement statement, int at, @Nullable Object cell)
      throws SQLException {
    if (cell instanceof String text) {
      statement.setString(at, text);
    } else if (cell instanceof Long number) {
      statement.setLong(at, number);
    } else if (cell instanceof Double number) {
      statement.setDouble(at, number);
    } else if (cell == null) {
      statement.setNull(at, Types.NULL);
    } else {
      throw Failures.broken(
          "A cell is a " + cell.getClass().getName() + ": it must be String, Long, Double or null.",
          "CELL");
    }
  }

  /** Refuses what SQLite's json_valid lets pass: it takes a NUL for the end of the text. */
  static void setJson(PreparedStatement statement, int at, @Nullable String text)
      throws SQLException {
    if (text != null && text.indexOf('\0') >= 0) {
      throw Failures.broken("A JSON text has a NUL in it: it is not valid.", "JSON");
    }
    statement.setString(at, text);
  }

  static void setNumber(PreparedStatement statement, int at, @Nullable Long number)
      throws SQLException {
    if (number == null) {
      statement.setNull(at, Types.INTEGER);
    } else {
      statement.setLong(at, number);
    }
  }
}
