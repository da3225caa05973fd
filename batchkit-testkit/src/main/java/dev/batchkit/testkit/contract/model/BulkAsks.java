package dev.batchkit.testkit.contract.model;

import dev.batchkit.Batches;
import dev.batchkit.RowSelection;
import dev.batchkit.batch.Activity;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads commands to edit many rows against the state that they find. */
final class BulkAsks {
  private static final int MOST_OF_A_KEY = 1000;

  private final ModelHandler handler;

  BulkAsks(ModelHandler handler) {
    this.handler = handler;
  }

  /** Which rows. */
  private enum Which {
    ALL,
    OF_AN_ARTICLE,
    ERRORS,
    DUPLICATES;

    /**
     * Marks change from page to page, so that they choose only where there is one page; and a key
     * of more than 1,000 rows is left to a refresh.
     */
    static Which of(ModelCommand command, ModelBatch batch) {
      return batch.rows.size() > MOST_OF_A_KEY
          ? OF_AN_ARTICLE
          : values()[command.a() % (batch.rows.size() > ModelBulk.ONE_PAGE ? 2 : 4)];
    }

    RowSelection<ModelPart> on(RowSelection<ModelPart> rows) {
      return switch (this) {
        case ALL -> rows;
        case OF_AN_ARTICLE -> rows.where("sku", "A");
        case ERRORS -> rows.severity(Severity.ERROR);
        case DUPLICATES -> rows.problem("DUPLICATE");
      };
    }

    boolean has(ModelRow row) {
      return switch (this) {
        case ALL -> true;
        case OF_AN_ARTICLE -> "A".equals(row.made.value().sku());
        case ERRORS -> row.isError();
        case DUPLICATES -> !row.marks.isEmpty();
      };
    }
  }

  Ask removeAll(ModelCommand command, Ask.Target target) {
    return ask(
        command,
        target,
        Batches::removeAll,
        row -> !row.removed,
        (sequence, row) -> {
          ModelPart was = row.input;
          row.remove();
          return new SeenEdit(sequence, row.version, was, null, true);
        });
  }

  Ask restoreAll(ModelCommand command, Ask.Target target) {
    return ask(
        command,
        target,
        Batches::restoreAll,
        row -> row.removed,
        (sequence, row) -> {
          row.to(row.input, ModelMade.of(row.input, handler.lookups()));
          return new SeenEdit(sequence, row.version, null, row.input, true);
        });
  }

  Ask setAll(ModelCommand command, Ask.Target target) {
    ModelPart line = command.line();
    boolean sku = command.b() % 2 == 0;
    UnaryOperator<ModelPart> change =
        sku
            ? input -> new ModelPart(sku(input, line), input.amount(), input.kind())
            : input -> new ModelPart(input.sku(), line.amount(), input.kind());
    return ask(
        command,
        target,
        (door, rows) -> door.setAll(rows, sku ? "sku" : "amount", sku ? line.sku() : line.amount()),
        row -> !row.removed,
        (sequence, row) -> to(sequence, row, change.apply(row.input)));
  }

  private static @Nullable String sku(ModelPart input, ModelPart line) {
    return line.sku() == null ? null : Asks.sku(input, line);
  }

  private @Nullable SeenEdit to(long sequence, ModelRow row, ModelPart next) {
    ModelPart was = row.input;
    ModelMade made = ModelMade.of(next, handler.lookups());
    if (was.equals(next) && row.made.equals(made) && row.outcome == null) {
      return null;
    }
    row.to(next, made);
    return new SeenEdit(sequence, row.version, was, next, true);
  }

  private Ask ask(
      ModelCommand command,
      Ask.Target target,
      BiFunction<Batches<ModelPart, ModelPart>, RowSelection<ModelPart>, Run> action,
      Predicate<ModelRow> meant,
      ModelBulk.Edit edit) {
    Which which = Which.of(command, target.batch());
    return ask(
        door -> {
          Run unused = action.apply(door, which.on(door.rows(target.id())));
        },
        batch ->
            batch.rows.entrySet().stream()
                .filter(entry -> meant.test(entry.getValue()) && which.has(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList(),
        edit);
  }

  private Ask ask(
      Consumer<Batches<ModelPart, ModelPart>> action, ModelBulk.Rows rows, ModelBulk.Edit edit) {
    ModelBulk bulk = new ModelBulk(handler.lookups(), rows, edit);
    return new Ask(action, bulk, bulk, true);
  }

  /**
   * Null if no run has edited the batch.
   *
   * @param door tells which edits were those of a run
   */
  @Nullable Ask undoAll(
      ModelCommand command, Ask.Target target, Batches<ModelPart, ModelPart> door) {
    List<Run> runs =
        door.runs(target.id()).stream().filter(run -> run.activity() == Activity.EDIT).toList();
    if (runs.isEmpty()) {
      return null;
    }
    Run run = runs.get(command.b() % 2 == 0 ? runs.size() - 1 : command.a() % runs.size());
    Map<Long, SeenEdit> undone = new TreeMap<>();
    for (SeenEdit edit : editsOf(run, target.id(), door)) {
      undone.put(edit.sequence(), edit);
    }
    return ask(
        other -> {
          Run unused = other.undoAll(run);
        },
        batch -> undone.keySet().stream().filter(batch.rows::containsKey).toList(),
        (sequence, row) -> undone(sequence, row, Objects.requireNonNull(undone.get(sequence))));
  }

  private @Nullable SeenEdit undone(long sequence, ModelRow row, SeenEdit change) {
    ModelUndo undo = ModelUndo.of(row, change);
    if (undo == null) {
      return null;
    }
    ModelPart was = row.input;
    if (undo.removes()) {
      row.remove();
      return new SeenEdit(sequence, row.version, was, null, true);
    }
    if (row.removed) {
      row.to(was, ModelMade.of(was, handler.lookups()));
      return new SeenEdit(sequence, row.version, null, was, true);
    }
    return to(sequence, row, undo.input());
  }

  private static List<SeenEdit> editsOf(Run run, BatchId id, Batches<ModelPart, ModelPart> door) {
    return ModelDoor.history(door, id).stream()
        .filter(change -> run.id().equals(change.runId()))
        .map(ModelDoor::see)
        .toList();
  }
}
