package dev.batchkit.engine;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.engine.Editing.Target;
import dev.batchkit.engine.SelectionEdit.Action;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowEdits;
import dev.batchkit.store.Store;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes many rows as one recorded action: a run. Safe for any number of threads. */
public final class BulkEditing {
  private final Store store;
  private final Claims claims;
  private final Activities activities;
  private final Reading reading;
  private final Function<Target, Binding<?, ?>> bindings;

  BulkEditing(
      Store store,
      Claims claims,
      Activities activities,
      Reading reading,
      Function<Target, Binding<?, ?>> bindings) {
    this.store = store;
    this.claims = claims;
    this.activities = activities;
    this.reading = reading;
    this.bindings = bindings;
  }

  /** Takes rows out. */
  public Run remove(Target target, Selection selection) {
    return run(target, new SelectionEdit.Order(Action.REMOVE, selection, null));
  }

  /** Takes rows in again. */
  public Run restore(Target target, Selection selection) {
    return run(target, new SelectionEdit.Order(Action.RESTORE, selection, null));
  }

  /** Sets a component of the input of rows. */
  public Run set(Target target, Selection selection, String component, @Nullable Object value) {
    Map<String, @Nullable Object> cells = Collections.singletonMap(component, value);
    Batch batch = reading.get(target.id(), target.type());
    Binding<?, ?> binding = bindings.apply(target);
    binding.codec().form(binding.present(batch)).check(cells);
    return run(target, new SelectionEdit.Order(Action.SET, selection, cells));
  }

  private Run run(Target target, SelectionEdit.Order order) {
    return run(
        bindings.apply(target),
        target,
        order.toJson(reading.get(target.id(), target.type())),
        run -> new SelectionEdit(reading, run.binding().codec(), run.batch(), order));
  }

  /** Undoes what a run did. */
  public Run undo(Target target, String runId) {
    Run undone =
        store
            .runs()
            .find(runId)
            .filter(run -> run.activity() == Activity.EDIT)
            .filter(run -> run.batchId().value() == target.id())
            .orElseThrow(
                () -> {
                  String fault = "run: is none that edited rows of this batch";
                  return new InvalidValue(
                      "Batch " + target.id() + " cannot undo it: " + fault + ". Look at its runs.",
                      List.of(fault),
                      null);
                });
    UndoEdit.Order order = new UndoEdit.Order(undone.id());
    return run(
        bindings.apply(target),
        target,
        Json.write(order),
        run -> new UndoEdit(store, run.table(), run.batch(), order));
  }

  /** Does edits that somebody prepared. */
  public Run apply(Target target, RowEdits edits) {
    return apply(bindings.apply(target), target, edits);
  }

  private <I, R> Run apply(Binding<I, R> binding, Target target, RowEdits edits) {
    Claims.Granted<I, R> granted =
        claim(binding, target, Json.write(Map.of("apply", edits.source())));
    return activities.run(
        granted.run(), () -> new ApplyRun<>(granted.run(), edits, granted.before().needsRefresh()));
  }

  private <I, R> Run run(
      Binding<I, R> binding, Target target, Json order, Function<ActiveRun<?, ?>, BulkEdit> edit) {
    Claims.Granted<I, R> granted = claim(binding, target, order);
    return activities.run(
        granted.run(),
        () ->
            new EditRun<>(
                granted.run(), edit.apply(granted.run()), granted.before().needsRefresh()));
  }

  private <I, R> Claims.Granted<I, R> claim(Binding<I, R> binding, Target target, Json order) {
    return claims.claim(
        new Claims.Request<>(
            binding,
            new BatchId(target.id()),
            Activity.EDIT,
            Set.of(BatchStatus.PENDING),
            batch -> {},
            target.actor(),
            RunArguments.of(order)));
  }
}
