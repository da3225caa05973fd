package dev.batchkit.testkit;

import dev.batchkit.store.Duplicate;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a range whose key an earlier row has. It remembers the keys of the range only,
 * and reads whatever lies before it.
 */
final class Duplicates {
  private final int[] places;
  private final Set<List<Object>> keys = new HashSet<>();
  private final Map<List<Object>, Long> firsts = new HashMap<>();
  private final List<Duplicate> found = new ArrayList<>();

  /**
   * Begins.
   *
   * @param places where the cells of the key lie in a stored row
   */
  Duplicates(int[] places) {
    this.places = places;
  }

  /** First: remembers the key of a row in the range. */
  boolean ask(StoredRow row) {
    List<Object> key = key(row);
    if (key != null) {
      keys.add(key);
    }
    return true;
  }

  /** Then: looks at a row in or before the range, by ascending sequence. */
  boolean look(StoredRow row, boolean isInRange) {
    List<Object> key = key(row);
    if (key != null && keys.contains(key)) {
      Long first = firsts.putIfAbsent(key, row.sequence());
      if (first != null && isInRange) {
        found.add(new Duplicate(row.sequence(), first));
      }
    }
    return true;
  }

  List<Duplicate> found() {
    return found;
  }

  /** The key of a row that counts; null if it has none. */
  @Nullable List<Object> key(StoredRow row) {
    if (row.removed()) {
      return null;
    }
    List<Object> key = new ArrayList<>(places.length);
    for (int place : places) {
      Object cell = place < row.cells().length ? row.cells()[place] : null;
      if (cell == null) {
        return null;
      }
      key.add(cell);
    }
    return key;
  }
}
