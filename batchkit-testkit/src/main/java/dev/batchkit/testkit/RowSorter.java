package dev.batchkit.testkit;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.json.Json;
import dev.batchkit.store.RowOrder;
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
    return search.ranges().stream().allMatch(range -> isIn(range, row)) && isAfter(row);
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
    if (order == null || last == 0) {
      return row.sequence() > last;
    }
    Object lastKey = order.afterCell() == null ? null : keyOf(order.column(), order.afterCell());
    int compared = BY_KEY.compare(key(order.column(), row), lastKey);
    compared = compared == 0 ? Long.compare(row.sequence(), last) : compared;
    return order.descending() ? compared < 0 : compared > 0;
  }

  Comparator<StoredRow> order() {
    Comparator<StoredRow> bySequence = Comparator.comparingLong(StoredRow::sequence);
    RowOrder order = search.order();
    if (order == null) {
      return bySequence;
    }
    Comparator<StoredRow> byKey =
        (a, b) -> BY_KEY.compare(key(order.column(), a), key(order.column(), b));
    Comparator<StoredRow> ascending = byKey.thenComparing(bySequence);
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
