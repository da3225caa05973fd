package dev.batchkit.engine;

import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a caller wants. Immutable.
 *
 * @param statuses only in one of these; empty for any
 * @param ranges conditions on the payload
 * @param order null for ascending sequence
 * @param withRemoved removed rows too
 * @param after the last row of the page before; 0 for none
 */
public record Selection(
    Set<String> statuses,
    List<RowRange> ranges,
    @Nullable RowOrder order,
    boolean withRemoved,
    long after) {
  /** All rows that are not removed. */
  public static final Selection ALL = new Selection(Set.of(), List.of(), null, false, 0);

  /** Copies the collections. */
  public Selection {
    statuses = Set.copyOf(statuses);
    ranges = List.copyOf(ranges);
  }

  /** With other statuses. */
  public Selection statuses(Set<String> other) {
    return new Selection(other, ranges, order, withRemoved, after);
  }

  /** With one more condition. */
  public Selection range(RowRange range) {
    List<RowRange> all = new ArrayList<>(ranges);
    all.add(range);
    return new Selection(statuses, all, order, withRemoved, after);
  }

  /** In another order; null for ascending sequence. */
  public Selection order(@Nullable RowOrder other) {
    return new Selection(statuses, ranges, other, withRemoved, after);
  }

  /** Removed rows too. */
  public Selection removed() {
    return new Selection(statuses, ranges, order, true, after);
  }

  /** After this row. */
  public Selection after(long sequence) {
    return new Selection(statuses, ranges, order, withRemoved, sequence);
  }

  boolean isPlain() {
    return ranges.isEmpty() && order == null;
  }
}
