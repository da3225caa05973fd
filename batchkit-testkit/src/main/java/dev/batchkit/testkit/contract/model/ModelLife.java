package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.NoSuchRow;
import dev.batchkit.error.StaleRow;
import dev.batchkit.error.WrongRowState;
import dev.batchkit.error.WrongState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What commands do to a batch of the model. Each gives the class of what it throws, null if it does
 * what it was asked to; what throws changes nothing, unless it is said here.
 */
final class ModelLife {
  private final ModelBatch batch;
  private final int lookups;

  ModelLife(ModelBatch batch, int lookups) {
    this.batch = batch;
    this.lookups = lookups;
  }

  /** What is true of all that changes the rows of a batch before its execution. */
  private @Nullable Class<? extends Throwable> notEditable() {
    if (batch.frozen) {
      return BatchFrozen.class;
    }
    return batch.status != BatchStatus.PENDING || batch.complete ? WrongState.class : null;
  }

  @Nullable Class<? extends Throwable> populate(
      List<ModelPart> lines, boolean breaks, boolean again) {
    Class<? extends Throwable> refused = notEditable();
    if (refused != null) {
      return refused;
    }
    if (!again && !batch.rows.isEmpty()) {
      return WrongState.class;
    }
    if (batch.rows.values().stream().anyMatch(ModelRow::isLocked)) {
      return WrongState.class;
    }
    if (breaks) {
      return HandlerFailed.class;
    }
    fill(lines);
    return null;
  }

  void fill(List<ModelPart> lines) {
    batch.rows.clear();
    lines.forEach(line -> batch.add(line, lookups));
    batch.marks().forEach((sequence, marks) -> batch.row(sequence).marks = marks);
    batch.populated = true;
    batch.needsRefresh = false;
  }

  @Nullable Class<? extends Throwable> refresh() {
    Class<? extends Throwable> refused = notEditable();
    if (refused == null) {
      batch.makeAllAgain(lookups);
      batch.needsRefresh = false;
    }
    return refused;
  }

  @Nullable Class<? extends Throwable> add(List<ModelPart> lines) {
    Class<? extends Throwable> refused = notEditable();
    if (refused != null) {
      return refused;
    }
    ModelBatch before = batch.copy();
    Set<Long> edited = new TreeSet<>();
    for (ModelPart line : lines) {
      batch.add(line, lookups);
      edited.add(batch.used);
      batch.edits.add(new SeenEdit(batch.used, 1, null, line, false));
    }
    batch.remark(before, edited, lookups);
    return null;
  }

  @Nullable Class<? extends Throwable> edit(
      long sequence, long version, UnaryOperator<ModelPart> change) {
    Class<? extends Throwable> refused = notThere(sequence, version);
    if (refused != null) {
      return refused;
    }
    ModelRow row = batch.row(sequence);
    ModelPart next = change.apply(row.input);
    ModelMade made = ModelMade.of(next, lookups);
    if (row.input.equals(next) && row.made.equals(made) && row.outcome == null) {
      return null;
    }
    ModelPart was = row.input;
    return done(sequence, was, next, changed -> changed.to(next, made));
  }

  @Nullable Class<? extends Throwable> quickEntry(String text) {
    Class<? extends Throwable> refused = notEditable();
    if (refused != null || text.isBlank()) {
      return refused;
    }
    for (long sequence : batch.rows.keySet()) {
      ModelRow row = batch.row(sequence);
      if (!row.removed && text.equals(row.made.value().sku())) {
        return edit(sequence, row.version, ModelMade::oneMore);
      }
    }
    return add(List.of(ModelPart.line(text, 1L)));
  }

  @Nullable Class<? extends Throwable> remove(long sequence, long version) {
    Class<? extends Throwable> refused = notThere(sequence, version);
    if (refused != null) {
      return refused;
    }
    return done(sequence, batch.row(sequence).input, null, ModelRow::remove);
  }

  @Nullable Class<? extends Throwable> restore(long sequence, long version) {
    Class<? extends Throwable> refused = notSeen(sequence, version);
    if (refused != null) {
      return refused;
    }
    ModelRow row = batch.row(sequence);
    if (!row.removed) {
      return WrongRowState.class;
    }
    ModelPart input = row.input;
    return done(sequence, null, input, changed -> changed.to(input, ModelMade.of(input, lookups)));
  }

  /** Undoes a change that is on record. */
  @Nullable Class<? extends Throwable> undo(SeenEdit change) {
    Class<? extends Throwable> refused = notEditable();
    if (refused != null) {
      return refused;
    }
    if (!batch.rows.containsKey(change.sequence())) {
      return NoSuchRow.class;
    }
    ModelRow row = batch.row(change.sequence());
    ModelUndo undo = ModelUndo.of(row, change);
    if (undo == null) {
      return StaleRow.class;
    }
    if (undo.removes()) {
      return remove(change.sequence(), row.version);
    }
    return row.removed
        ? restore(change.sequence(), row.version)
        : edit(change.sequence(), row.version, input -> undo.input());
  }

  private @Nullable Class<? extends Throwable> done(
      long sequence, @Nullable ModelPart was, @Nullable ModelPart is, Consumer<ModelRow> change) {
    ModelBatch before = batch.copy();
    ModelRow row = batch.row(sequence);
    change.accept(row);
    batch.edits.add(new SeenEdit(sequence, row.version, was, is, false));
    batch.remark(before, Set.of(sequence), lookups);
    return null;
  }

  private @Nullable Class<? extends Throwable> notSeen(long sequence, long version) {
    Class<? extends Throwable> refused = notEditable();
    if (refused != null) {
      return refused;
    }
    if (!batch.rows.containsKey(sequence)) {
      return NoSuchRow.class;
    }
    return batch.row(sequence).version == version ? null : StaleRow.class;
  }

  private @Nullable Class<? extends Throwable> notThere(long sequence, long version) {
    Class<? extends Throwable> refused = notSeen(sequence, version);
    if (refused != null) {
      return refused;
    }
    ModelRow row = batch.row(sequence);
    return row.removed || row.isLocked() ? WrongRowState.class : null;
  }
}
