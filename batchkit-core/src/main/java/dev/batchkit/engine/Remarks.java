package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Problem;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Marks duplicates anew after edits: the rows that share a key with an edited row, as it was or as
 * it is. Of use once, in the unit that has written the edits.
 */
final class Remarks {
  /** As many rows of one key are looked at. */
  static final int MOST_OF_A_KEY = 1_000;

  /** As many rows are looked at in all. */
  private static final int MOST = 5_000;

  private final Unit unit;
  private final Batch batch;
  private final RowTable table;
  private final Stamp stamp;
  private final Map<Long, StoredRow> plain;
  private final Map<Long, StoredRow> rows = new TreeMap<>();
  private final Set<Long> edited = new HashSet<>();
  private final List<StoredRow> missing = new ArrayList<>();
  private final Map<Long, StoredRow> marked = new HashMap<>();
  private boolean told = true;

  Remarks(Unit unit, Batch batch, RowTable table, Stamp stamp, Map<Long, StoredRow> plain) {
    this.unit = unit;
    this.batch = batch;
    this.table = table;
    this.stamp = stamp;
    this.plain = plain;
  }

  /**
   * Marks; the edits are written already.
   *
   * @return whether all marks are as a refresh would make them; if not, the batch needs one
   * @throws PlainMissing if rows must be made again first
   */
  boolean mark(List<RowEdit> edits) {
    if (table.uniques().isEmpty()) {
      return true;
    }
    for (RowEdit edit : edits) {
      edited.add(edit.sequence());
      if (!edit.after().removed()) {
        rows.put(edit.sequence(), RowCopies.stamped(edit.after(), stamp));
      }
    }
    if (!findSharing(edits)) {
      return false;
    }
    rows.values().forEach(this::mark);
    if (!missing.isEmpty()) {
      throw new PlainMissing(missing);
    }
    unit.rows().update(table, batch.id().value(), List.copyOf(marked.values()));
    return told;
  }

  /** The rows whose marks changed, as they are now. */
  Map<Long, StoredRow> rows() {
    return marked;
  }

  private boolean findSharing(List<RowEdit> edits) {
    for (List<String> key : table.uniques()) {
      for (List<Object> cells : touched(key, edits)) {
        List<StoredRow> sharing =
            unit.rows()
                .withKey(table, batch.id().value(), batch.rows(), key, cells, MOST_OF_A_KEY + 1);
        sharing.forEach(row -> rows.putIfAbsent(row.sequence(), row));
        if (sharing.size() > MOST_OF_A_KEY || rows.size() > MOST) {
          return false;
        }
      }
    }
    return true;
  }

  /** The keys that rows got or lost. */
  private Set<List<Object>> touched(List<String> key, List<RowEdit> edits) {
    int[] places = key.stream().mapToInt(table::indexOf).toArray();
    Set<List<Object>> touched = new HashSet<>();
    for (RowEdit edit : edits) {
      List<Object> before = cells(edit.before(), places);
      List<Object> after = cells(edit.after(), places);
      if (!before.equals(after)) {
        touched.add(before);
        touched.add(after);
      }
    }
    touched.remove(List.of());
    return touched;
  }

  /** The cells of a key that counts; empty if it does not. */
  private static List<Object> cells(@Nullable StoredRow row, int[] places) {
    List<Object> cells = new ArrayList<>();
    for (int place : places) {
      Object cell = row == null || row.removed() ? null : row.cells()[place];
      if (cell == null) {
        return List.of();
      }
      cells.add(cell);
    }
    return cells;
  }

  private void mark(StoredRow row) {
    if (row.isLocked()) {
      return;
    }
    long sequence = row.sequence();
    List<Problem> found =
        Duplicates.find(unit, table, batch.id().value(), batch.rows().from(), sequence, sequence)
            .getOrDefault(sequence, List.of());
    StoredRow bare = Duplicates.withoutMarks(row);
    if (!found.isEmpty()) {
      StoredRow wanted = Duplicates.mark(batch, bare, found);
      if (!Duplicates.sameProblems(row, wanted)) {
        put(row, wanted.status(), wanted.problems());
      }
    } else if (!Duplicates.isMarked(row)) {
      return;
    } else if (!Duplicates.isOnlyDuplicate(row)) {
      put(row, bare.status(), bare.problems());
    } else {
      unmark(row);
    }
  }

  /** What the row is without its mark, its handler must have said. */
  private void unmark(StoredRow row) {
    StoredRow made = plain.get(row.sequence());
    if (made == null || made.version() != row.version() + 1) {
      missing.add(row);
    } else if (Arrays.equals(made.cells(), row.cells())) {
      put(row, made.status(), made.problems());
    } else {
      told = false;
    }
  }

  private void put(StoredRow row, String status, @Nullable String problems) {
    StoredRow next =
        edited.contains(row.sequence())
            ? RowCopies.with(row, status, problems)
            : RowCopies.stamped(RowCopies.next(row, status, problems), stamp);
    marked.put(row.sequence(), next);
  }
}
