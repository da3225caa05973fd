package dev.batchkit.report;

import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.LogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts items below their parents. An item whose parent does not come before it is a root, so that
 * there is no circle; below a certain depth, items stand beside each other.
 *
 * @param <T> what the items are
 */
final class Nesting<T> {
  private static final int DEEPEST = 8;

  private final Map<String, Knot<T>> byId = new HashMap<>();
  private final List<Knot<T>> roots = new ArrayList<>();

  private record Knot<T>(T item, int depth, @Nullable Knot<T> above, List<Knot<T>> below) {}

  private void add(T item, String id, @Nullable String parentId) {
    Knot<T> parent = parentId == null ? null : byId.get(parentId);
    Knot<T> above = parent != null && parent.depth == DEEPEST ? parent.above : parent;
    Knot<T> knot = new Knot<>(item, above == null ? 1 : above.depth + 1, above, new ArrayList<>());
    (above == null ? roots : above.below).add(knot);
    byId.putIfAbsent(id, knot);
  }

  static List<ExecNode> execs(List<Exec> execs) {
    Nesting<Exec> nesting = new Nesting<>();
    execs.forEach(exec -> nesting.add(exec, exec.id(), exec.parentId()));
    return nesting.roots.stream().map(Nesting::exec).toList();
  }

  private static ExecNode exec(Knot<Exec> knot) {
    return new ExecNode(knot.item, knot.below.stream().map(Nesting::exec).toList());
  }

  static List<LogNode> logs(List<LogEntry> logs) {
    Nesting<LogEntry> nesting = new Nesting<>();
    logs.forEach(log -> nesting.add(log, log.id(), log.parentId()));
    return nesting.roots.stream().map(Nesting::log).toList();
  }

  private static LogNode log(Knot<LogEntry> knot) {
    Comparator<Knot<LogEntry>> order =
        Comparator.comparing(
            detail -> detail.item.siblingOrder(), Comparator.nullsLast(Comparator.naturalOrder()));
    return new LogNode(knot.item, knot.below.stream().sorted(order).map(Nesting::log).toList());
  }
}
