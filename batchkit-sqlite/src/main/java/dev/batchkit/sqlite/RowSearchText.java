package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowProblem;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowRange;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one search. Columns are compared as they are, so that their index serves; decimals,
 * whose text does not sort, by the REAL of their value. Names come from the grammar of columns
 * only, values are bound.
 */
final class RowSearchText {
  private final RowText text;
  private final RowTable table;
  private final List<Column> columns;
  private final RowSearch search;
  private final List<@Nullable Object> values = new ArrayList<>();

  RowSearchText(RowText text, RowTable table, List<Column> columns, RowSearch search) {
    this.text = text;
    this.table = table;
    this.columns = columns;
    this.search = search;
  }

  String page() {
    RowOrder order = search.order();
    String column = order.column();
    String direction = order.descending() ? " DESC" : "";
    return branches(text.select())
        + " ORDER BY "
        + (column == null ? "" : key(column) + direction + ", ")
        + "sequence"
        + direction
        + " LIMIT "
        + value((long) search.rows().limit());
  }

  String count() {
    return "SELECT count(*) FROM (" + branches(text.selectOne()) + ")";
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

  /**
   * Rows of few statuses are found by the index of statuses, one bounded branch for each, unless
   * another index leads to them: to it, or to their order.
   */
  private String branches(String select) {
    String where = conditions();
    List<String> statuses = search.rows().statuses().stream().map(this::value).toList();
    if (statuses.isEmpty()) {
      return select + where;
    }
    if (search.order().column() != null || hasIndexedRange()) {
      return select + where + " AND row_status IN (" + String.join(", ", statuses) + ")";
    }
    return statuses.stream()
        .map(status -> select + text.byStatus() + where + " AND row_status = " + status)
        .collect(Collectors.joining(" UNION ALL "));
  }

  private boolean hasIndexedRange() {
    return search.ranges().stream()
        .map(RowRange::column)
        .anyMatch(
            column ->
                table.indexed().contains(column)
                    || table.uniques().stream().anyMatch(key -> key.get(0).equals(column)));
  }

  private String conditions() {
    RowQuery rows = search.rows();
    RowOrder order = search.order();
    boolean bySequence = order.column() == null && rows.after() > 0;
    long from = rows.window().from();
    long through = rows.window().through();
    StringBuilder where = new StringBuilder(" WHERE batch_id = ").append(value(rows.batchId()));
    where
        .append(" AND sequence >= ")
        .append(value(bySequence && !order.descending() ? Math.max(from, rows.after() + 1) : from));
    where
        .append(" AND sequence <= ")
        .append(
            value(
                bySequence && order.descending() ? Math.min(through, rows.after() - 1) : through));
    where.append(rows.withRemoved() ? "" : " AND row_removed = 0");
    search.ranges().forEach(range -> where.append(inside(range)));
    search.problems().forEach(problem -> where.append(has(problem)));
    if (order.column() != null && rows.after() > 0) {
      where.append(" AND ").append(after(key(order.column()), order, rows.after()));
    }
    return where.toString();
  }

  private String inside(RowRange range) {
    String key = key(range.column());
    return " AND "
        + key
        + " IS NOT NULL"
        + bound(key, " >= ", range.column(), range.from())
        + bound(key, " <= ", range.column(), range.through());
  }

  private String bound(String key, String compared, String column, @Nullable Object cell) {
    return cell == null ? "" : " AND " + key + compared + value(keyOf(column, cell));
  }

  private String has(RowProblem problem) {
    return " AND EXISTS (SELECT 1 FROM json_each(row_problems_json) WHERE 1"
        + member("code", problem.code())
        + member("column", problem.column())
        + ")";
  }

  private String member(String name, @Nullable String wanted) {
    return wanted == null ? "" : " AND value ->> '$." + name + "' = " + value(wanted);
  }

  /** NULL is the lowest key, and compares with nothing. */
  private String after(String key, RowOrder order, long sequence) {
    String beyond = "sequence " + (order.descending() ? "< " : "> ") + value(sequence);
    if (order.afterCell() == null) {
      return order.descending()
          ? "(" + key + " IS NULL AND " + beyond + ")"
          : "(" + key + " IS NOT NULL OR " + beyond + ")";
    }
    String last = value(keyOf(String.valueOf(order.column()), order.afterCell()));
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
