package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.WrongState;
import dev.batchkit.spi.RowEdits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Edits that were prepared before: of up to three rows, and up to two new ones. */
final class ApplyAsk implements RowEdits {
  private final Ask.Target target;
  private final int lookups;
  private final TreeMap<Long, Prepared> prepared = new TreeMap<>();
  private final List<ModelPart> added = new ArrayList<>();

  /**
   * An edit.
   *
   * @param amount null where the row is removed
   */
  private record Prepared(long version, @Nullable Long amount) {
    /** What says what is there is no edit, whatever became of the row. */
    boolean changesNothing(ModelRow row) {
      return amount != null && amount.equals(row.input.amount());
    }
  }

  ApplyAsk(ModelCommand command, Ask.Target target, int lookups) {
    this.target = target;
    this.lookups = lookups;
    List<Long> sequences =
        target.batch().rows.entrySet().stream()
            .filter(entry -> command.a() % 8 == 0 || !entry.getValue().removed)
            .filter(entry -> command.a() % 8 == 1 || !entry.getValue().isLocked())
            .map(Map.Entry::getKey)
            .toList();
    for (int i = 0; i < command.a() % 4 && !sequences.isEmpty(); i++) {
      long sequence = sequences.get((command.b() + i * 7) % sequences.size());
      long version = target.batch().row(sequence).version + (command.b() % 16 == 3 ? 1 : 0);
      boolean removes = (command.b() + i) % 3 == 0;
      prepared.put(sequence, new Prepared(version, removes ? null : 60L + command.b() % 5));
    }
    for (int i = 0; i < command.b() % 3; i++) {
      added.add(ModelPart.line("N" + (command.a() + i) % 4, 2L));
    }
  }

  @Override
  public String source() {
    return "prepared";
  }

  @Override
  public void giveTo(Taker taker) {
    prepared.forEach(
        (sequence, edit) -> {
          if (edit.amount() == null) {
            taker.remove(sequence, edit.version());
          } else {
            taker.edit(sequence, edit.version(), Map.of("amount", edit.amount().toString()));
          }
        });
    for (ModelPart line : added) {
      taker.add(Map.of("sku", Objects.toString(line.sku()), "amount", "2"));
    }
  }

  Ask ask() {
    return new Ask(
        door -> {
          Run unused = door.apply(target.id(), this);
        },
        (batch, seen) -> done(batch),
        this::partly,
        true);
  }

  private @Nullable Class<? extends Throwable> refused(ModelBatch batch) {
    if (batch.frozen) {
      return BatchFrozen.class;
    }
    if (batch.status != BatchStatus.PENDING || batch.complete) {
      return WrongState.class;
    }
    boolean fits =
        prepared.entrySet().stream()
            .allMatch(entry -> fits(batch, entry.getKey(), entry.getValue()));
    return fits ? null : InvalidValue.class;
  }

  private static boolean fits(ModelBatch batch, long sequence, Prepared edit) {
    ModelRow row = batch.rows.get(sequence);
    return row != null
        && (edit.changesNothing(row)
            || (row.version == edit.version() && !row.removed && !row.isLocked()));
  }

  private @Nullable Class<? extends Throwable> done(ModelBatch batch) {
    Class<? extends Throwable> refused = refused(batch);
    if (refused == null) {
      edit(batch);
      add(batch);
    }
    return refused;
  }

  private void edit(ModelBatch batch) {
    ModelBatch before = batch.copy();
    Set<Long> edited = new TreeSet<>();
    prepared.forEach(
        (sequence, edit) -> {
          ModelRow row = batch.row(sequence);
          ModelPart was = row.input;
          if (edit.amount() == null) {
            row.remove();
            batch.edits.add(new SeenEdit(sequence, row.version, was, null, true));
            edited.add(sequence);
            return;
          }
          if (!edit.changesNothing(row)) {
            ModelPart next = new ModelPart(was.sku(), edit.amount(), was.kind());
            row.to(next, ModelMade.of(next, lookups));
            batch.edits.add(new SeenEdit(sequence, row.version, was, next, true));
            edited.add(sequence);
          }
        });
    batch.remark(before, edited, lookups);
  }

  private void add(ModelBatch batch) {
    ModelBatch before = batch.copy();
    Set<Long> edited = new TreeSet<>();
    for (ModelPart line : added) {
      ModelRow unused = batch.add(line, lookups);
      edited.add(batch.used);
      batch.edits.add(new SeenEdit(batch.used, 1, null, line, true));
    }
    batch.remark(before, edited, lookups);
  }

  /** Nothing, or what was there before is edited, and new rows are not there yet; or all of it. */
  private void partly(ModelBatch batch, Seen seen) {
    ModelBatch done = batch.copy();
    done.passOver(seen.rows().keySet());
    Class<? extends Throwable> refused = done(done);
    boolean begins = refused == null || refused.equals(InvalidValue.class);
    if (!begins || batch.seen().equals(seen)) {
      return;
    }
    List<ModelBatch> allowed = new ArrayList<>();
    if (refused == null) {
      ModelBatch edited = batch.copy();
      edit(edited);
      edited.needsRefresh = true;
      allowed.addAll(List.of(done, edited));
    }
    batch.needsRefresh = true;
    allowed.stream().filter(one -> one.seen().equals(seen)).findFirst().ifPresent(batch::become);
  }
}
