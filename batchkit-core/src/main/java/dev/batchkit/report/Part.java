package dev.batchkit.report;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A list that may be cut, and how long it really is.
 *
 * @param shown the first of the items, or those that matter most
 * @param total how many there are in all
 * @param <T> what the items are
 */
public record Part<T>(List<T> shown, long total) {
  /** A part; the list is copied. */
  public Part {
    shown = List.copyOf(shown);
  }

  /** All there is. */
  static <T> Part<T> all(List<T> items) {
    return new Part<>(items, items.size());
  }

  /** How many there are beside those that are shown. */
  public long more() {
    return Math.max(0, total - shown.size());
  }

  /** Whether there is nothing at all. */
  public boolean isEmpty() {
    return shown.isEmpty() && total == 0;
  }

  Part<T> map(UnaryOperator<T> change) {
    return new Part<>(shown.stream().map(change).toList(), total);
  }
}
