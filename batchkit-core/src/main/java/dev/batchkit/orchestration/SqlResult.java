package dev.batchkit.orchestration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a SQL statement.
 *
 * @param rowsAffected how many rows it changed; -1 where it gave rows
 * @param columns the labels of the columns that it gave; empty where it gave no rows
 * @param rows the rows that it gave, in its order, at most as many as were asked for; a value is as
 *     the driver gives it
 * @param more whether it had more rows
 */
public record SqlResult(
    long rowsAffected, List<String> columns, List<List<@Nullable Object>> rows, boolean more) {
  /** Copies the lists. */
  public SqlResult {
    columns = List.copyOf(columns);
    rows = rows.stream().map(SqlResult::copy).toList();
  }

  private static List<@Nullable Object> copy(List<@Nullable Object> row) {
    return Collections.unmodifiableList(new ArrayList<>(row));
  }
}
