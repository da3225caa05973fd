package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.json.Json;
import dev.batchkit.store.Duplicate;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Marks all but the first row of a key that must be unique. */
final class Duplicates {
  private static final String CODE = StatusInfo.DUPLICATE.code();

  private Duplicates() {}

  /**
   * The problems of the rows in a range that repeat a key, by sequence. The rows must be written
   * already.
   */
  static Map<Long, List<Problem>> find(
      Unit unit, RowTable table, long batchId, long windowFrom, long from, long through) {
    Map<Long, List<Problem>> found = new TreeMap<>();
    for (List<String> key : table.uniques()) {
      for (Duplicate duplicate :
          unit.rows().duplicates(table, batchId, key, windowFrom, from, through)) {
        found
            .computeIfAbsent(duplicate.sequence(), sequence -> new ArrayList<>())
            .add(problem(key, duplicate.first()));
      }
    }
    return found;
  }

  private static Problem problem(List<String> key, long first) {
    return new Problem(
        CODE,
        Severity.ERROR,
        key.get(0),
        "has the same " + String.join(", ", key) + " as row " + first,
        null,
        "Keep one of them");
  }

  /**
   * The row with these problems beside its own; its status becomes DUPLICATE unless it is an ERROR
   * already.
   */
  static StoredRow mark(Batch batch, StoredRow row, List<Problem> duplicates) {
    List<Problem> problems = new ArrayList<>(problems(row));
    problems.addAll(duplicates);
    boolean error = Codec.statusOf(batch, row.status()).severity() == Severity.ERROR;
    return with(row, error ? row.status() : CODE, problems);
  }

  /** Whether the row is the plain one, apart from marks of duplicates. */
  static boolean sameButForMarks(StoredRow stored, StoredRow plain) {
    return Arrays.equals(stored.cells(), plain.cells())
        && Objects.equals(stored.input(), plain.input())
        && sameProblemsButForMarks(stored, plain);
  }

  private static boolean sameProblemsButForMarks(StoredRow stored, StoredRow plain) {
    boolean sameStatus = stored.status().equals(plain.status());
    if (sameStatus && Objects.equals(stored.problems(), plain.problems())) {
      return true;
    }
    List<Problem> own = new ArrayList<>(problems(stored));
    boolean marked = own.removeIf(problem -> problem.code().equals(CODE));
    return own.equals(problems(plain)) && (sameStatus || (marked && stored.status().equals(CODE)));
  }

  /** The row without marks; where its status is one, it stays. */
  static StoredRow withoutMarks(StoredRow row) {
    if (!isMarked(row)) {
      return row;
    }
    List<Problem> own = new ArrayList<>(problems(row));
    own.removeIf(problem -> problem.code().equals(CODE));
    return with(row, row.status(), own);
  }

  /** Whether its mark hides the status that it would have without. */
  static boolean isOnlyDuplicate(StoredRow row) {
    return row.status().equals(CODE);
  }

  /** Whether two rows have the same status and problems, however written. */
  static boolean sameProblems(StoredRow row, StoredRow wanted) {
    return row.status().equals(wanted.status()) && problems(row).equals(problems(wanted));
  }

  static boolean isMarked(StoredRow row) {
    String json = row.problems();
    return json != null
        && json.contains(CODE)
        && problems(row).stream().anyMatch(problem -> problem.code().equals(CODE));
  }

  private static List<Problem> problems(StoredRow row) {
    return row.problems() == null ? List.of() : Problem.fromJson(Json.of(row.problems()));
  }

  private static StoredRow with(StoredRow row, String status, List<Problem> problems) {
    Json json = Problem.toJson(problems);
    return RowCopies.with(row, status, json == null ? null : json.text());
  }
}
