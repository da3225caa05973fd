package dev.batchkit.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a batch to read, by conditions on their payload and in an order of it. A column of
 * a dynamic batch is named as the batch names it.
 *
 * @param rows which rows at all; its {@code after} is the sequence of the last row of the page
 *     before, 0 for the first page
 * @param ranges conditions, all of which must hold
 * @param order the order; null for ascending sequence
 */
public record RowSearch(RowQuery rows, List<RowRange> ranges, @Nullable RowOrder order) {
  /** Copies the list. */
  public RowSearch {
    ranges = List.copyOf(ranges);
  }
}
