package dev.batchkit.report;

import java.util.List;
import java.util.function.BiConsumer;

/** Execs with the numbers of their places: 1, 1.1, 1.2, 2. */
final class Numbered {
  private final List<ExecNode> roots;

  Numbered(List<ExecNode> roots) {
    this.roots = roots;
  }

  void each(BiConsumer<String, ExecNode> visitor) {
    each("", roots, visitor);
  }

  private static void each(
      String prefix, List<ExecNode> nodes, BiConsumer<String, ExecNode> visitor) {
    int place = 1;
    for (ExecNode node : nodes) {
      String number = prefix + place++;
      visitor.accept(number, node);
      each(number + ".", node.children(), visitor);
    }
  }
}
