package dev.batchkit.indicator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a record. Two are equal when their cells are, numbers by value: 1 and 1.0 are the same
 * key, 1 and the text "1" are not.
 *
 * @param cells values as a {@link Dataset} gives them; empty for a dataset of one record
 */
public record DatasetKey(List<@Nullable Object> cells) {
  /** The key of a dataset of one record. */
  public static final DatasetKey NONE = new DatasetKey(List.of());

  /** Copies the cells; numbers lose trailing zeros. */
  public DatasetKey {
    List<@Nullable Object> copy = new ArrayList<>(cells.size());
    for (Object cell : cells) {
      copy.add(cell instanceof BigDecimal number ? plain(number) : cell);
    }
    cells = Collections.unmodifiableList(copy);
  }

  /** The one form of a number: whole numbers, which most keys are, have it already. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal plain = number.scale() > 0 ? number.stripTrailingZeros() : number;
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** Says nothing of what stands in it. */
  @Override
  public String toString() {
    return "DatasetKey(" + cells.size() + " cells)";
  }
}
