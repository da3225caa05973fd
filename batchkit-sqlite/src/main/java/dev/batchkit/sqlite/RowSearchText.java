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
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final @Nullable String index;
  private final List<@Nullable Object> values = new ArrayList<>();

  /**
   * A search.
   *
   * @param index the name of the index to go by; null to leave it to the planner
   */
  RowSearchText(
      RowText text,
      RowTable table,
      List<Column> columns,
      RowSearch search,
      @Nullable String index) {
    this.index = index;
    this.text = text;
    this.table = table;
    this.columns = columns;
    this.search = search;
  }

  String page() {
    String limit = " LIMIT " + value((long) search.rows().limit());
    List<String> parts =
        parts().stream()
            .map(part -> branches(text.select(), part.where) + order(part.by) + limit)
            .toList();
    return parts.size() == 1
        ? parts.get(0)
        : parts.stream()
                .map(part -> "SELECT * FROM (" + part + ")")
                .collect(Collectors.joining(" UNION ALL "))
            + limit;
  }

  private String order(String key) {
    String direction = search.order().descending() ? " DESC" : "";
    return " ORDER BY " + (key.isEmpty() ? "" : key + direction + ", ") + "sequence" + direction;
  }

  String count() {
    return "SELECT count(*) FROM (" + branches(text.selectOne(), window(false)) + ")";
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
   * The planner must be told of the index. Rows of few statuses are found by that of statuses, one
   * bounded branch for each, unless another leads to the rows, or to their order.
   */
  private String branches(String select, String piece) {
    String where = piece + conditions();
    List<String> statuses = search.rows().statuses().stream().map(this::value).toList();
    if (index == null && search.order().column() == null && !statuses.isEmpty()) {
      return statuses.stream()
          .map(status -> select + text.byStatus() + where + " AND row_status = " + status)
          .collect(Collectors.joining(" UNION ALL "));
    }
    return select
        + (index == null ? "" : " INDEXED BY \"" + index + '"')
        + where
        + (statuses.isEmpty() ? "" : " AND row_status IN (" + String.join(", ", statuses) + ")");
  }

  /** The name of the index that leads to the rows, or else to their order; null for none. */
  static @Nullable String index(RowText text, RowTable table, RowSearch search) {
    return Stream.concat(
            search.ranges().stream().filter(RowSearchText::isOne).map(RowRange::column),
            Stream.ofNullable(search.order().column()))
        .map(column -> text.indexOf(table, column))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean isOne(RowRange range) {
    return range.from() != null && range.from().equals(range.through());
  }

  /**
   * The sequences to look at.
   *
   * @param beyond only those beyond the last one, in one bound with the window: of two, SQLite
   *     takes either
   */
  private String window(boolean beyond) {
    RowQuery rows = search.rows();
    boolean descending = search.order().descending();
    long above = rows.window().from() - 1;
    long through = rows.window().through();
    if (beyond && descending) {
      through = Math.min(through, rows.after() - 1);
    } else if (beyond) {
      above = Math.max(above, rows.after());
    }
    return " WHERE batch_id = "
        + value(rows.batchId())
        + " AND sequence > "
        + value(above)
        + " AND sequence <= "
        + value(through);
  }

  private String conditions() {
    StringBuilder where = new StringBuilder();
    where.append(search.rows().withRemoved() ? "" : " AND row_removed = 0");
    search.ranges().forEach(range -> where.append(inside(range)));
    search.problems().forEach(problem -> where.append(has(problem)));
    return where.toString();
  }

  private String inside(RowRange range) {
    String key = key(range.column());
    if (isOne(range)) {
      return bound(key, " = ", range.column(), range.from());
    }
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

  /**
   * A bounded piece of an index.
   *
   * @param where what is in it
   * @param by what it is sorted by before the sequence; empty where that is the same in all of it
   */
  private record Part(String where, String by) {}

  /** The rows beyond the last one: NULL is the lowest key, and compares with nothing. */
  private List<Part> parts() {
    RowOrder order = search.order();
    boolean beyond = search.rows().after() > 0;
    if (order.column() == null || !beyond) {
      return List.of(new Part(window(beyond), order.column() == null ? "" : key(order.column())));
    }
    String key = key(order.column());
    String all = window(false) + " AND " + key;
    String later = window(true) + " AND " + key;
    Object cell = order.afterCell();
    if (cell == null) {
      Part same = new Part(later + " IS NULL", "");
      return order.descending()
          ? List.of(same)
          : List.of(same, new Part(all + " IS NOT NULL", key));
    }
    String last = value(keyOf(order.column(), cell));
    Part same = new Part(later + " = " + last, "");
    Part rest = new Part(all + (order.descending() ? " < " : " > ") + last, key);
    return order.descending()
        ? List.of(same, rest, new Part(all + " IS NULL", ""))
        : List.of(same, rest);
  }

  private String key(String column) {
    String cell =
        table.indexOf(column) >= 0
            ? '"' + column + '"'
            : RowTable.JSON + " ->> '$.\"" + column + "\"'";
    return isDecimal(column) ? RowText.byValue(cell) : cell;
  }

  private @Nullable Object keyOf(String column, Object cell) {
    return isDecimal(column) ? (Object) new BigDecimal((String) cell).doubleValue() : cell;
  }

  private boolean isDecimal(String column) {
    return columns.stream()
        .anyMatch(c -> c.name().equals(column) && c.type() == ColumnType.DECIMAL);
  }
}
