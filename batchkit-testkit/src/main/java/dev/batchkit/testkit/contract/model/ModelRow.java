package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.StatusInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row as the model has it. */
final class ModelRow {
  ModelPart input;
  ModelMade made;
  List<String> marks = List.of();
  long version = 1;
  boolean removed;
  @Nullable RowOutcome outcome;

  ModelRow(ModelPart input, ModelMade made) {
    this.input = input;
    this.made = made;
  }

  ModelRow copy() {
    ModelRow copy = new ModelRow(input, made);
    copy.marks = marks;
    copy.version = version;
    copy.removed = removed;
    copy.outcome = outcome;
    return copy;
  }

  boolean isLocked() {
    return outcome == RowOutcome.APPLIED || outcome == RowOutcome.UNKNOWN;
  }

  /** Whether an execution has something to do with it. */
  boolean isOpen() {
    return !removed && outcome != RowOutcome.APPLIED && outcome != RowOutcome.SKIPPED;
  }

  String status() {
    return marks.isEmpty() || made.status().equals("ERROR")
        ? made.status()
        : StatusInfo.DUPLICATE.code();
  }

  boolean isError() {
    return status().equals("ERROR") || status().equals(StatusInfo.DUPLICATE.code());
  }

  /** Whether it forbids an execution. */
  boolean isBlocking() {
    return isOpen() && outcome != RowOutcome.UNKNOWN && isError();
  }

  /** Whether an execution that may leave out errors gives it to nobody. */
  boolean isLeftOut() {
    return outcome != RowOutcome.UNKNOWN && (isSkip() || isError());
  }

  boolean isSkip() {
    return status().equals("SKIP");
  }

  List<String> problems() {
    List<String> all = new ArrayList<>(made.problems());
    all.addAll(marks);
    return all;
  }

  /** Has another input: forgets what became of it. */
  void to(ModelPart next, ModelMade now) {
    input = next;
    made = now;
    marks = List.of();
    removed = false;
    outcome = null;
    version++;
  }

  /** Was removed with the problems that are seen. */
  void keep(SeenRow seen) {
    marks = seen.problems().stream().filter(one -> one.startsWith("DUPLICATE")).toList();
    List<String> own = new ArrayList<>(seen.problems());
    own.removeAll(marks);
    String status = seen.status().equals(StatusInfo.DUPLICATE.code()) ? "OK" : seen.status();
    made = new ModelMade(made.value(), status, own);
  }

  void remove() {
    removed = true;
    outcome = null;
    version++;
  }

  /** Has other marks, and nothing else new. */
  void mark(List<String> wanted, ModelMade now) {
    marks = wanted;
    made = now;
    outcome = null;
    version++;
  }

  /** Comes out of a refresh. */
  void again(ModelMade now, List<String> wanted) {
    if (!made.equals(now) || !marks.equals(wanted)) {
      mark(wanted, now);
    }
  }

  /** The cells of both unique keys; null for one that does not count. */
  static @Nullable List<Object> key(int which, ModelPart value) {
    if (which == 0) {
      return value.sku() == null ? null : List.of("sku", value.sku());
    }
    return value.kind() == null || value.amount() == null
        ? null
        : List.of("kind", value.kind(), value.amount());
  }

  @Nullable List<Object> key(int which) {
    return removed ? null : key(which, made.value());
  }

  boolean sameAs(ModelRow other) {
    return seen().equals(other.seen()) && outcome == other.outcome;
  }

  SeenRow seen() {
    return new SeenRow(
        input, made.value(), status(), problems(), removed, version, Objects.toString(outcome));
  }
}
