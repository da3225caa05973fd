package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
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
        row.getLong(1),
        Objects.requireNonNull(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6) != 0,
        row.getString(7),
        row.getString(8),
        Objects.requireNonNull(row.getString(9)),
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
            default -> row.getString(at);
          };
    }
    return cells;
  }

  /** Only a 0 can be a NULL, so only then the driver is asked once more. */
  private static @Nullable Long number(ResultSet row, int at) throws SQLException {
    long value = row.getLong(at);
    return value == 0 && row.wasNull() ? null : value;
  }

  private static @Nullable Double real(ResultSet row, int at) throws SQLException {
    double value = row.getDouble(at);
    return value == 0 && row.wasNull() ? null : value;
  }
}
