package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowRange;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one search. Columns are compared as they are, so that their index serves; decimals,
 * whose text does not sort, by the REAL of their value. Names come from the grammar of columns
 * only, values are bound.
 */
final class RowSearchText {
  private final RowTable table;
  private final List<Column> columns;
  private final StringBuilder sql;
  private final List<@Nullable Object> values = new ArrayList<>();

  RowSearchText(RowText text, RowTable table, List<Column> columns, RowSearch search) {
    this.table = table;
    this.columns = columns;
    sql = new StringBuilder(text.select());
    RowQuery rows = search.rows();
    sql.append(" WHERE batch_id = ").append(value(rows.batchId()));
    sql.append(" AND sequence BETWEEN ").append(value(rows.window().from()));
    sql.append(" AND ").append(value(rows.window().through()));
    sql.append(rows.withRemoved() ? "" : " AND row_removed = 0");
    statuses(rows);
    search.ranges().forEach(this::range);
    order(rows, search.order());
    sql.append(" LIMIT ").append(value((long) rows.limit()));
  }

  String sql() {
    return sql.toString();
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      CellBinder.bindCell(statement, i + 1, values.get(i));
    }
  }

  private String value(@Nullable Object cell) {
    values.add(cell);
    return "?" + values.size();
  }

  private void statuses(RowQuery rows) {
    if (!rows.statuses().isEmpty()) {
      List<String> marks = rows.statuses().stream().map(this::value).toList();
      sql.append(" AND row_status IN (").append(String.join(", ", marks)).append(')');
    }
  }

  private void range(RowRange range) {
    String key = key(range.column());
    sql.append(" AND ").append(key).append(" IS NOT NULL");
    if (range.from() != null) {
      sql.append(" AND ")
          .append(key)
          .append(" >= ")
          .append(value(keyOf(range.column(), range.from())));
    }
    if (range.through() != null) {
      sql.append(" AND ")
          .append(key)
          .append(" <= ")
          .append(value(keyOf(range.column(), range.through())));
    }
  }

  private void order(RowQuery rows, @Nullable RowOrder order) {
    if (order == null) {
      sql.append(" AND sequence > ").append(value(rows.after())).append(" ORDER BY sequence");
      return;
    }
    String key = key(order.column());
    if (rows.after() > 0) {
      sql.append(" AND ").append(after(key, order, rows.after()));
    }
    String direction = order.descending() ? " DESC" : "";
    sql.append(" ORDER BY ").append(key).append(direction).append(", sequence").append(direction);
  }

  /** NULL is the lowest key, and compares with nothing. */
  private String after(String key, RowOrder order, long sequence) {
    String beyond = "sequence " + (order.descending() ? "< " : "> ") + value(sequence);
    if (order.afterCell() == null) {
      return order.descending()
          ? "(" + key + " IS NULL AND " + beyond + ")"
          : "(" + key + " IS NOT NULL OR " + beyond + ")";
    }
    String last = value(keyOf(order.column(), order.afterCell()));
    return order.descending()
        ? "("
            + key
            + " IS NULL OR "
            + key
            + " < "
            + last
            + " OR ("
            + key
            + " = "
            + last
            + " AND "
            + beyond
            + "))"
        : "(" + key + " >= " + last + " AND (" + key + " > " + last + " OR " + beyond + "))";
  }

  private String key(String column) {
    String cell =
        table.indexOf(column) >= 0
            ? '"' + column + '"'
            : RowTable.JSON + " ->> '$.\"" + column + "\"'";
    return isDecimal(column) ? "CAST(" + cell + " AS REAL)" : cell;
  }

  private @Nullable Object keyOf(String column, Object cell) {
    return isDecimal(column) ? (Object) new BigDecimal((String) cell).doubleValue() : cell;
  }

  private boolean isDecimal(String column) {
    return columns.stream()
        .anyMatch(c -> c.name().equals(column) && c.type() == ColumnType.DECIMAL);
  }
}
