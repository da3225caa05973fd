package dev.batchkit.engine;

import dev.batchkit.batch.StatusInfo;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowProblem;
import dev.batchkit.store.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a caller wants. Immutable.
 *
 * @param statuses only in a status like this; null for any
 * @param ranges conditions on the payload
 * @param problems conditions on the problems
 * @param order in which order
 * @param withRemoved removed rows too
 * @param from the row next to the page, which is not in it; 0 for none
 * @param backwards whether the page ends at that row, not begins
 */
public record Selection(
    @Nullable Predicate<StatusInfo> statuses,
    List<RowRange> ranges,
    List<RowProblem> problems,
    RowOrder order,
    boolean withRemoved,
    long from,
    boolean backwards) {
  /** All rows that are not removed. */
  public static final Selection ALL =
      new Selection(null, List.of(), List.of(), RowOrder.BY_SEQUENCE, false, 0, false);

  /** Copies the collections. */
  public Selection {
    ranges = List.copyOf(ranges);
    problems = List.copyOf(problems);
  }

  /** With one more condition on the status. */
  public Selection status(Predicate<StatusInfo> wanted) {
    return new Selection(
        statuses == null ? wanted : statuses.and(wanted),
        ranges,
        problems,
        order,
        withRemoved,
        from,
        backwards);
  }

  /** With one more condition on the payload. */
  public Selection range(RowRange range) {
    return new Selection(
        statuses, with(ranges, range), problems, order, withRemoved, from, backwards);
  }

  /** With one more condition on the problems. */
  public Selection problem(RowProblem problem) {
    return new Selection(
        statuses, ranges, with(problems, problem), order, withRemoved, from, backwards);
  }

  private static <T> List<T> with(List<T> list, T item) {
    List<T> all = new ArrayList<>(list);
    all.add(item);
    return all;
  }

  /** In another order. */
  public Selection order(RowOrder other) {
    return new Selection(statuses, ranges, problems, other, withRemoved, from, backwards);
  }

  /** Removed rows too. */
  public Selection removed() {
    return new Selection(statuses, ranges, problems, order, true, from, backwards);
  }

  /** After this row. */
  public Selection after(long sequence) {
    return new Selection(statuses, ranges, problems, order, withRemoved, sequence, false);
  }

  /** Before this row. */
  public Selection before(long sequence) {
    return new Selection(statuses, ranges, problems, order, withRemoved, sequence, true);
  }

  /** The order in which its rows are read. */
  RowOrder reading() {
    return backwards ? order.reversed() : order;
  }
}
