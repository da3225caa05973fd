package dev.batchkit.store;

import java.util.List;

/**
 * Which rows of a batch to read, by conditions on them and in an order. A column of a dynamic batch
 * is named as the batch names it.
 *
 * @param rows which rows at all; its {@code after} is the sequence of the last row of the page
 *     before, 0 for the first page
 * @param ranges conditions on the payload, all of which must hold
 * @param problems conditions on the problems, all of which must hold, each by a problem of its own
 * @param order the order
 */
public record RowSearch(
    RowQuery rows, List<RowRange> ranges, List<RowProblem> problems, RowOrder order) {
  /** Copies the lists. */
  public RowSearch {
    ranges = List.copyOf(ranges);
    problems = List.copyOf(problems);
  }
}
