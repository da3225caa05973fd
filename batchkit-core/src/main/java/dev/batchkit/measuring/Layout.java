package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.Side;
import dev.batchkit.session.IndicatorDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a side of a definition is to have, and the words for it in messages.
 *
 * @param side the side
 * @param keys the columns of its key
 * @param measures the columns of its measures
 * @param normal makes its values
 */
record Layout(Side side, List<String> keys, List<String> measures, Normal normal) {
  private static final int MOST_NAMES = 50;

  static Layout of(IndicatorDefinition definition, Side side) {
    return new Layout(side, definition.key(), definition.measures(), new Normal(definition.zone()));
  }

  /** The side in a sentence. */
  static String word(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  /** The side in a sentence. */
  String word() {
    return word(side);
  }

  /** All columns: those of the key, then the measures. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(keys);
    columns.addAll(measures);
    return columns;
  }

  /**
   * Where the columns are, whatever their case.
   *
   * @param names what is there
   * @return for each of {@link #columns} its index in the names
   * @throws MeasurementFailed if one is not there, or more than once
   */
  int[] find(List<String> names) {
    return columns().stream().mapToInt(column -> find(column, names)).toArray();
  }

  private int find(String column, List<String> names) {
    int found = -1;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(column)) {
        if (found >= 0) {
          throw failed("Column " + column + " is more than once in the " + word() + ".");
        }
        found = i;
      }
    }
    if (found < 0) {
      throw failed("Column " + column + " is not in the " + word() + "; it has " + list(names));
    }
    return found;
  }

  private static String list(List<String> names) {
    if (names.isEmpty()) {
      return "none.";
    }
    int rest = names.size() - MOST_NAMES;
    return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
        + (rest > 0 ? " and " + rest + " more." : ".");
  }

  /**
   * The value of a column.
   *
   * @param column its index in {@link #columns}
   * @throws MeasurementFailed if it is none that a dataset can have
   */
  @Nullable Object value(int column, @Nullable Object given) {
    try {
      return normal.of(given);
    } catch (Unfit e) {
      throw unfit(column, e);
    }
  }

  /** A column holds what no dataset can have. */
  MeasurementFailed unfit(int column, Unfit unfit) {
    return failed(
        "Column %s of the %s holds %s: cast or cut it in its query."
            .formatted(columns().get(column), word(), unfit.what()));
  }

  private static MeasurementFailed failed(String reason) {
    return new MeasurementFailed(reason, true);
  }

  /** The record of some values, which nobody changes any more. */
  DataRecord record(@Nullable Object[] values) {
    List<@Nullable Object> all = Arrays.asList(values);
    DatasetKey key = keys.isEmpty() ? DatasetKey.NONE : new DatasetKey(all.subList(0, keys.size()));
    return new DataRecord(
        key, Arrays.asList(Arrays.copyOfRange(values, keys.size(), values.length)));
  }
}
