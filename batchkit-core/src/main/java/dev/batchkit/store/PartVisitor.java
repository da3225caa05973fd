package dev.batchkit.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is shown stored content, one row at a time. */
@FunctionalInterface
public interface PartVisitor {
  /**
   * One row.
   *
   * @param part the table that it stands in, without any prefix
   * @param names the columns
   * @param cells as stored, one per column: String, Long, Double or null
   */
  void visit(String part, List<String> names, @Nullable Object[] cells);
}
