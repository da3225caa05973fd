package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.BatchStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A batch as the model has it: what the documents promise, without chunks, claims or files. */
final class ModelBatch {
  final TreeMap<Long, ModelRow> rows = new TreeMap<>();
  final List<SeenEdit> edits = new ArrayList<>();
  BatchStatus status = BatchStatus.PENDING;
  boolean complete;
  boolean frozen;
  boolean needsRefresh;
  boolean populated;
  long used;

  ModelBatch copy() {
    ModelBatch copy = new ModelBatch();
    copy.become(this);
    return copy;
  }

  void become(ModelBatch other) {
    rows.clear();
    other.rows.forEach((sequence, row) -> rows.put(sequence, row.copy()));
    edits.clear();
    edits.addAll(other.edits);
    status = other.status;
    complete = other.complete;
    frozen = other.frozen;
    needsRefresh = other.needsRefresh;
    populated = other.populated;
    used = other.used;
  }

  ModelRow row(long sequence) {
    return Objects.requireNonNull(rows.get(sequence));
  }

  /** Sequences are never used again, but some may be passed over. */
  void passOver(Set<Long> sequences) {
    sequences.stream()
        .filter(sequence -> sequence > used)
        .min(Long::compare)
        .ifPresent(first -> used = first - 1);
  }

  ModelRow add(ModelPart line, int lookups) {
    ModelRow row = new ModelRow(line, ModelMade.of(line, lookups));
    rows.put(++used, row);
    return row;
  }

  /** The marks of each row as one reads them off the rows. */
  Map<Long, List<String>> marks() {
    Map<Long, List<String>> marks = new HashMap<>();
    Map<List<Object>, Long> first = new HashMap<>();
    rows.forEach(
        (sequence, row) -> {
          List<String> found = new ArrayList<>();
          for (int which = 0; which < 2; which++) {
            List<Object> key = row.key(which);
            Long before = key == null ? null : first.putIfAbsent(key, sequence);
            if (key != null && before != null) {
              found.add("DUPLICATE(" + key.get(0) + "," + before + ")");
            }
          }
          marks.put(sequence, found);
        });
    return marks;
  }

  /** Makes every row again that may change. */
  void makeAllAgain(int lookups) {
    Map<Long, ModelRow> changing = new TreeMap<>();
    ModelBatch plain = copy();
    rows.forEach(
        (sequence, row) -> {
          if (!row.removed && !row.isLocked()) {
            changing.put(sequence, row);
            plain.row(sequence).made = ModelMade.of(row.input, lookups);
          }
        });
    Map<Long, List<String>> marks = plain.marks();
    changing.forEach(
        (sequence, row) ->
            row.again(plain.row(sequence).made, marks.getOrDefault(sequence, List.of())));
  }

  /**
   * Marks the rows that share a key with a row that was edited, as it was or as it is.
   *
   * @param before the batch before the edits
   * @param edited the rows that were
   */
  void remark(ModelBatch before, Set<Long> edited, int lookups) {
    Set<List<Object>> touched = new HashSet<>();
    for (long sequence : edited) {
      for (int which = 0; which < 2; which++) {
        @Nullable List<Object> was =
            before.rows.containsKey(sequence) ? before.row(sequence).key(which) : null;
        @Nullable List<Object> is = row(sequence).key(which);
        if (was == null ? is != null : !was.equals(is)) {
          touched.add(was);
          touched.add(is);
        }
      }
    }
    touched.remove(null);
    Map<Long, List<String>> marks = marks();
    rows.forEach(
        (sequence, row) -> {
          boolean shares =
              edited.contains(sequence)
                  || (row.key(0) != null && touched.contains(row.key(0)))
                  || (row.key(1) != null && touched.contains(row.key(1)));
          if (shares && !row.removed && !row.isLocked()) {
            remark(
                row, marks.getOrDefault(sequence, List.of()), edited.contains(sequence), lookups);
          }
        });
  }

  private void remark(ModelRow row, List<String> wanted, boolean edited, int lookups) {
    if (row.marks.equals(wanted)) {
      return;
    }
    ModelMade now = row.made;
    if (wanted.isEmpty() && row.status().equals("DUPLICATE")) {
      now = ModelMade.of(row.input, lookups);
      if (!now.value().equals(row.made.value())) {
        needsRefresh = true;
        return;
      }
    }
    long version = row.version;
    row.mark(wanted, now);
    row.version = edited ? version : version + 1;
  }

  /**
   * What of marks depends on how the rows of a bulk edit fell into pages, is as it is seen: how
   * often they changed on the way, and which ones a removed row kept.
   */
  void takeMarks(Seen seen) {
    rows.forEach(
        (sequence, row) -> {
          SeenRow now = seen.rows().get(sequence);
          if (now != null) {
            row.version = Math.max(row.version, now.version());
          }
          if (now != null && row.removed) {
            row.keep(now);
          }
        });
    edits.replaceAll(
        edit -> seen.edits().stream().filter(edit::isButForMarks).findFirst().orElse(edit));
  }

  Seen seen() {
    TreeMap<Long, SeenRow> seen = new TreeMap<>();
    rows.forEach((sequence, row) -> seen.put(sequence, row.seen()));
    List<SeenEdit> inOrder =
        edits.stream()
            .sorted(Comparator.comparing(SeenEdit::sequence).thenComparing(SeenEdit::version))
            .toList();
    return new Seen(status.word(), complete, frozen, needsRefresh, populated, seen, inOrder);
  }
}
