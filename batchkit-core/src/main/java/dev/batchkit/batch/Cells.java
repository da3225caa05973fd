package dev.batchkit.batch;

import dev.batchkit.error.InvalidValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row, or an input, of a dynamic type: values by column name. The classes are those that {@link
 * ColumnType} names.
 *
 * @param values by column name, in order; a missing name is NULL
 */
public record Cells(Map<String, @Nullable Object> values) {
  /** Copies the map, nulls and order included. */
  public Cells {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The value of a column.
   *
   * @return null if the cell is NULL or missing
   * @throws InvalidValue if it is of another class
   */
  public <T> @Nullable T get(String column, Class<T> type) {
    Object value = values.get(column);
    if (value != null && !type.isInstance(value)) {
      String fault = column + ": is not a " + type.getSimpleName();
      throw new InvalidValue("The cell cannot be read: " + fault + ".", List.of(fault), null);
    }
    return type.cast(value);
  }

  /** Says which columns it has, not what stands in them. */
  @Override
  public String toString() {
    return "Cells" + values.keySet();
  }
}
