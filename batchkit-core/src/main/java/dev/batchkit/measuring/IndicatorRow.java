package dev.batchkit.measuring;

import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.json.Json;
import dev.batchkit.session.Indicator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a batch of an indicator group: an indicator as it was when the batch was populated.
 *
 * @param indicatorId its id
 * @param name its name
 * @param type the key of its type
 * @param order its execution order
 * @param userGroupId the user group that it belongs to; null for none
 * @param definition how it is measured
 */
record IndicatorRow(
    long indicatorId,
    String name,
    String type,
    int order,
    @Nullable Long userGroupId,
    Json definition) {
  /** The columns that a batch of indicators names. */
  static final List<Column> COLUMNS =
      List.of(
          new Column("indicator_id", ColumnType.LONG),
          new Column("name", ColumnType.TEXT),
          new Column("indicator_type", ColumnType.TEXT),
          new Column("execution_order", ColumnType.INT),
          new Column("user_group_id", ColumnType.LONG),
          new Column("definition", ColumnType.JSON));

  static IndicatorRow of(Indicator indicator) {
    return new IndicatorRow(
        indicator.id(),
        indicator.name(),
        indicator.type(),
        indicator.order(),
        indicator.userGroupId(),
        Objects.requireNonNullElse(indicator.definition(), Json.of("{}")));
  }

  /** Reads the cells of a row. */
  static IndicatorRow of(Cells cells) {
    return new IndicatorRow(
        there(cells, "indicator_id", Long.class),
        there(cells, "name", String.class),
        there(cells, "indicator_type", String.class),
        there(cells, "execution_order", Integer.class),
        cells.get("user_group_id", Long.class),
        there(cells, "definition", Json.class));
  }

  private static <T> T there(Cells cells, String column, Class<T> type) {
    return Objects.requireNonNull(cells.get(column, type), column);
  }

  Cells cells() {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    cells.put("indicator_id", indicatorId);
    cells.put("name", name);
    cells.put("indicator_type", type);
    cells.put("execution_order", order);
    cells.put("user_group_id", userGroupId);
    cells.put("definition", definition);
    return new Cells(cells);
  }
}
