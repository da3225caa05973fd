package dev.batchkit.testkit.contract.model;

import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.ExecuteOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads commands against the state that they find. */
final class Asks {
  private static final long NOWHERE = 1_000_000;

  private final ModelHandler handler;
  private final ModelService service;
  private final BulkAsks bulk;

  Asks(ModelHandler handler, ModelService service) {
    this.handler = handler;
    bulk = new BulkAsks(handler);
    this.service = service;
  }

  /** Null for what is no command to a batch. */
  @Nullable Ask of(ModelCommand command, Ask.Target target) {
    return switch (command.kind()) {
      case LOOKUPS, NEW, CLONE -> null;
      case POPULATE -> populate(command, target, false, false);
      case POPULATE_BROKEN -> populate(command, target, true, command.b() % 2 == 0);
      case REPOPULATE -> populate(command, target, false, true);
      case REFRESH -> refresh(target);
      case ADD -> add(command, target);
      case EDIT -> edit(command, target, true);
      case EDIT_STALE -> edit(command, target, false);
      case EDIT_CELLS -> editCells(command, target);
      case QUICK_ENTRY -> quickEntry(command, target);
      case APPLY -> new ApplyAsk(command, target, handler.lookups()).ask();
      case REMOVE -> remove(command, target);
      case RESTORE -> restore(command, target);
      case UNDO -> undo(command, target);
      case SET_ALL -> bulk.setAll(command, target);
      case REMOVE_ALL -> bulk.removeAll(command, target);
      case RESTORE_ALL -> bulk.restoreAll(command, target);
      case UNDO_ALL -> bulk.undoAll(command, target, target.door());
      case COMPLETE -> complete(target, true);
      case INCOMPLETE -> complete(target, false);
      case EXECUTE -> execute(command, target, false);
      case EXECUTE_NEXT -> execute(command, target, true);
      case REOPEN -> reopen(target);
      case SETTLE -> settle(target);
      case DISCARD -> discard(target);
    };
  }

  private ModelLife life(ModelBatch batch) {
    return new ModelLife(batch, handler.lookups());
  }

  private static Ask whole(
      Consumer<Batches<ModelPart, ModelPart>> action, Ask.Effect effect, boolean isRun) {
    return new Ask(action, effect, new Whole(effect), isRun);
  }

  private Ask populate(ModelCommand command, Ask.Target target, boolean breaks, boolean again) {
    List<ModelPart> lines = command.lines();
    return whole(
        door -> {
          handler.lines(lines, breaks);
          if (again) {
            door.repopulate(target.id());
          } else {
            door.populate(target.id());
          }
        },
        (batch, seen) -> life(batch).populate(lines, breaks, again),
        true);
  }

  private Ask refresh(Ask.Target target) {
    return new Ask(
        door -> door.refresh(target.id()),
        (batch, seen) -> life(batch).refresh(),
        (batch, seen) -> new Chunkwise(copy -> life(copy).refresh()).partly(batch, seen),
        true);
  }

  private Ask add(ModelCommand command, Ask.Target target) {
    List<ModelPart> lines = new ArrayList<>();
    for (int i = 0; i <= command.a() % 3; i++) {
      lines.add(
          ModelPart.line(ModelCommand.sku(command.b() + i), ModelCommand.amount(command.a() + i)));
    }
    return whole(
        door -> door.addAll(target.id(), lines), (batch, seen) -> life(batch).add(lines), false);
  }

  /** Which row is meant; mostly one of those that are wanted. */
  private static long pick(ModelCommand command, ModelBatch batch, Predicate<ModelRow> wanted) {
    List<Long> all = new ArrayList<>(batch.rows.keySet());
    List<Long> some = all.stream().filter(one -> wanted.test(batch.rows.get(one))).toList();
    List<Long> from = some.isEmpty() || command.a() % 10 == 0 ? all : some;
    return from.isEmpty() || command.a() % 50 == 1 ? NOWHERE : from.get(command.a() % from.size());
  }

  private static long version(ModelBatch batch, long sequence) {
    return batch.rows.containsKey(sequence) ? batch.rows.get(sequence).version : 1;
  }

  private static boolean isEditable(ModelRow row) {
    return !row.removed && !row.isLocked();
  }

  private Ask edit(ModelCommand command, Ask.Target target, boolean knows) {
    long sequence = pick(command, target.batch(), Asks::isEditable);
    long version = version(target.batch(), sequence) - (knows ? 0 : 1);
    ModelPart line = command.line();
    UnaryOperator<ModelPart> change =
        switch (command.b() % 4) {
          case 0 -> input -> new ModelPart(line.sku(), input.amount(), null);
          case 1 -> input -> new ModelPart(input.sku(), line.amount(), null);
          case 2 -> input -> line;
          default -> command.b() % 8 == 3 ? input -> input : input -> line;
        };
    return whole(
        door -> door.edit(target.id(), sequence, version, change),
        (batch, seen) -> life(batch).edit(sequence, version, change),
        false);
  }

  /** What a form makes of an article: what looks the same, is the same. */
  static @Nullable String sku(ModelPart input, ModelPart line) {
    String text = line.sku() == null ? "" : line.sku();
    return text.equals(input.sku() == null ? "" : input.sku()) ? input.sku() : text;
  }

  private Ask editCells(ModelCommand command, Ask.Target target) {
    long sequence = pick(command, target.batch(), Asks::isEditable);
    long version = version(target.batch(), sequence);
    ModelPart line = command.line();
    Map<String, @Nullable Object> cells = new HashMap<>();
    if (command.b() % 3 != 0) {
      cells.put("sku", line.sku() == null ? "" : line.sku());
    }
    if (command.b() % 3 != 1) {
      cells.put("amount", line.amount() == null ? "" : " " + line.amount() + " ");
    }
    UnaryOperator<ModelPart> change =
        input ->
            new ModelPart(
                cells.containsKey("sku") ? sku(input, line) : input.sku(),
                cells.containsKey("amount") ? line.amount() : input.amount(),
                input.kind());
    return whole(
        door -> door.edit(target.id(), sequence, version, cells),
        (batch, seen) -> life(batch).edit(sequence, version, change),
        false);
  }

  private Ask quickEntry(ModelCommand command, Ask.Target target) {
    String sku = ModelCommand.sku(command.b());
    String text = sku == null ? "" : sku.strip();
    return whole(
        door -> {
          var unused = door.quickEntry(target.id(), text);
        },
        (batch, seen) -> life(batch).quickEntry(text),
        false);
  }

  private Ask remove(ModelCommand command, Ask.Target target) {
    long sequence = pick(command, target.batch(), Asks::isEditable);
    long version = version(target.batch(), sequence);
    return whole(
        door -> door.remove(target.id(), sequence, version),
        (batch, seen) -> life(batch).remove(sequence, version),
        false);
  }

  private Ask restore(ModelCommand command, Ask.Target target) {
    long sequence = pick(command, target.batch(), row -> row.removed);
    long version = version(target.batch(), sequence);
    return whole(
        door -> door.restore(target.id(), sequence, version),
        (batch, seen) -> life(batch).restore(sequence, version),
        false);
  }

  /** Null if nothing was ever changed. */
  private @Nullable Ask undo(ModelCommand command, Ask.Target target) {
    List<SeenEdit> edits = target.batch().edits;
    if (edits.isEmpty()) {
      return null;
    }
    int newest = edits.size() - 1;
    SeenEdit change = edits.get(command.b() % 3 == 0 ? command.a() % edits.size() : newest);
    return whole(
        door -> {
          Change<ModelPart> recorded =
              door.history(target.id(), change.sequence()).stream()
                  .filter(one -> one.version() == change.version())
                  .findFirst()
                  .orElseThrow();
          door.undo(target.id(), recorded);
        },
        (batch, seen) -> life(batch).undo(change),
        false);
  }

  private static Ask complete(Ask.Target target, boolean complete) {
    return whole(
        door -> {
          Batch unused = complete ? door.complete(target.id()) : door.incomplete(target.id());
        },
        (batch, seen) -> new ModelEndings(batch).complete(complete),
        false);
  }

  private static Ask reopen(Ask.Target target) {
    return whole(
        door -> door.reopen(target.id()), (batch, seen) -> new ModelEndings(batch).reopen(), false);
  }

  private static Ask settle(Ask.Target target) {
    return new Ask(
        door -> door.settle(target.id(), "enough of it"),
        (batch, seen) -> new ModelEndings(batch).settle(),
        (batch, seen) -> new ModelEndings(batch).settledInPart(seen),
        true);
  }

  private static Ask discard(Ask.Target target) {
    return new Ask(
        door -> door.discard(target.id(), "not wanted"),
        (batch, seen) -> new ModelEndings(batch).discard(),
        (batch, seen) -> new ModelEndings(batch).discardedInPart(seen),
        true);
  }

  private Ask execute(ModelCommand command, Ask.Target target, boolean next) {
    boolean stale = command.a() % 9 == 0;
    long reviewed = target.version() - (stale ? 1 : 0);
    boolean reviews = command.a() % 3 == 0;
    boolean stops = command.b() % 7 == 0;
    ModelExecution.Options how =
        new ModelExecution.Options(
            command.b() % 4 != 0,
            command.a() % 4 == 0 && !stops ? 2 : 0,
            1 + command.b() % 3,
            stops ? 1 + command.a() % 3 : Integer.MAX_VALUE,
            stale);
    BatchId id = target.id();
    UnaryOperator<ExecuteOptions> options =
        given -> {
          ExecuteOptions some =
              given.acceptFailures(how.accepted()).concurrency(how.concurrency()).retry(1);
          some = how.leavesOutErrors() ? some.leaveOutErrors() : some;
          some = stops ? some.stopAfterFailures(how.stopAfter()) : some;
          return reviews ? some.reviewed(reviewed) : some;
        };
    ModelExecution execution = new ModelExecution(service, how);
    if (next) {
      return new Ask(
          door -> {
            var unused = door.executeNext(batch -> batch.id().equals(id), options);
          },
          execution::next,
          execution::nextCutOff,
          true);
    }
    return new Ask(door -> door.execute(id, options), execution::whole, execution::cutOff, true);
  }
}
