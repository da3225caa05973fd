package dev.batchkit.testkit;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.Problem;
import dev.batchkit.json.Json;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowProblem;
import dev.batchkit.store.RowRange;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions on the payload of rows, and the order by it. */
final class RowSorter {
  private static final Comparator<Object> BY_VALUE = RowSorter::compareValues;
  private static final Comparator<@Nullable Object> BY_KEY = Comparator.nullsFirst(BY_VALUE);

  private final RowTable table;
  private final List<Column> columns;
  private final RowSearch search;

  RowSorter(RowTable table, List<Column> columns, RowSearch search) {
    this.table = table;
    this.columns = columns;
    this.search = search;
  }

  boolean isWanted(StoredRow row) {
    return meets(row) && isAfter(row);
  }

  boolean meets(StoredRow row) {
    return search.ranges().stream().allMatch(range -> isIn(range, row))
        && (search.problems().isEmpty() || hasAll(row));
  }

  private boolean hasAll(StoredRow row) {
    String json = row.problems();
    List<Problem> problems = Problem.fromJson(json == null ? null : Json.of(json));
    return search.problems().stream()
        .allMatch(wanted -> problems.stream().anyMatch(problem -> isLike(problem, wanted)));
  }

  private static boolean isLike(Problem problem, RowProblem wanted) {
    return (wanted.code() == null || wanted.code().equals(problem.code()))
        && (wanted.column() == null || wanted.column().equals(problem.column()));
  }

  private boolean isIn(RowRange range, StoredRow row) {
    Object key = key(range.column(), row);
    return key != null
        && (range.from() == null || BY_KEY.compare(key, keyOf(range.column(), range.from())) >= 0)
        && (range.through() == null
            || BY_KEY.compare(key, keyOf(range.column(), range.through())) <= 0);
  }

  private boolean isAfter(StoredRow row) {
    RowOrder order = search.order();
    long last = search.rows().after();
    if (last == 0) {
      return true;
    }
    int compared = 0;
    if (order.column() != null) {
      Object cell = order.afterCell();
      Object lastKey = cell == null ? null : keyOf(order.column(), cell);
      compared = BY_KEY.compare(key(order.column(), row), lastKey);
    }
    compared = compared == 0 ? Long.compare(row.sequence(), last) : compared;
    return order.descending() ? compared < 0 : compared > 0;
  }

  Comparator<StoredRow> order() {
    RowOrder order = search.order();
    String column = order.column();
    Comparator<StoredRow> ascending = Comparator.comparingLong(StoredRow::sequence);
    if (column != null) {
      Comparator<StoredRow> byKey = (a, b) -> BY_KEY.compare(key(column, a), key(column, b));
      ascending = byKey.thenComparing(ascending);
    }
    return order.descending() ? ascending.reversed() : ascending;
  }

  private @Nullable Object key(String column, StoredRow row) {
    int place = table.indexOf(column);
    Object cell =
        place >= 0
            ? row.cells()[place]
            : Json.of(String.valueOf(row.cells()[0])).members().get(column);
    return cell == null ? null : keyOf(column, cell);
  }

  private Object keyOf(String column, Object cell) {
    boolean decimal =
        columns.stream().anyMatch(c -> c.name().equals(column) && c.type() == ColumnType.DECIMAL);
    return decimal ? (Object) new BigDecimal((String) cell).doubleValue() : cell;
  }

  private static int compareValues(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return CodePoints.compare(x, y);
    }
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    return Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
  }
}
