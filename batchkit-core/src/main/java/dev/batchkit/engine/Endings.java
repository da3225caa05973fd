package dev.batchkit.engine;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.engine.Editing.Target;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a person decides on a batch that was not executed with success: to settle it, to discard it,
 * or to open it again. Safe for any number of threads.
 */
public final class Endings {
  private static final Set<BatchStatus> UNFINISHED =
      EnumSet.of(BatchStatus.FAILED, BatchStatus.KILLED);

  private final Store store;
  private final EngineSettings settings;
  private final HandlerRegistry handlers;
  private final Claims claims;
  private final Activities activities;
  private final Creation creation;
  private final Reading reading;

  Endings(
      Store store,
      EngineSettings settings,
      HandlerRegistry handlers,
      Claims claims,
      Activities activities,
      Creation creation,
      Reading reading) {
    this.store = store;
    this.settings = settings;
    this.handlers = handlers;
    this.claims = claims;
    this.activities = activities;
    this.creation = creation;
    this.reading = reading;
  }

  /** Leaves out what is left, and has the rest be a success. */
  public Run settle(Target target, String reason) {
    return settle(binding(target), target, reason);
  }

  private <I, R> Run settle(Binding<I, R> binding, Target target, String reason) {
    var granted = claim(binding, target, Activity.EXECUTE, UNFINISHED, reason);
    return activities.run(
        granted.run(), () -> new SettleRun<>(granted.run(), granted.before().status(), reason));
  }

  /** Ends it without an execution. */
  public Run discard(Target target, String reason) {
    return discard(binding(target), target, reason);
  }

  private <I, R> Run discard(Binding<I, R> binding, Target target, String reason) {
    Set<BatchStatus> from = EnumSet.of(BatchStatus.PENDING);
    from.addAll(UNFINISHED);
    var granted = claim(binding, target, Activity.DISCARD, from, reason);
    return activities.run(
        granted.run(), () -> new DiscardRun<>(granted.run(), granted.before().status()));
  }

  private Binding<?, ?> binding(Target target) {
    return handlers.fit(String.valueOf(reading.get(target.id(), target.type()).type()));
  }

  private <I, R> Claims.Granted<I, R> claim(
      Binding<I, R> binding,
      Target target,
      Activity activity,
      Set<BatchStatus> from,
      String reason) {
    if (reason.isBlank()) {
      String fault = "reason: is blank";
      throw new InvalidValue(
          "Batch " + target.id() + " cannot be ended: " + fault + ". Say why.",
          List.of(fault),
          null);
    }
    return claims.claim(
        new Claims.Request<>(
            binding,
            new BatchId(target.id()),
            activity,
            from,
            batch -> {},
            target.actor(),
            RunArguments.because(reason)));
  }

  /** Lets people work on it again. */
  public Batch reopen(Target target) {
    Batch unused = reading.get(target.id(), target.type());
    return claims.onceFree(target.id(), () -> store.inUnit("reopen", unit -> reopen(unit, target)));
  }

  private Batch reopen(Unit unit, Target target) {
    Batch batch = Headers.get(unit.batches(), target.id());
    Claims.requireFree(unit.runs(), batch);
    if (!batch.isResumable()) {
      throw Headers.wrongState(
          batch, "it cannot be reopened", "Only batches in [Failed, Killed] can.");
    }
    HeaderDraft header = new HeaderDraft(batch);
    header.status = BatchStatus.PENDING;
    header.completedAt = null;
    header.completedById = null;
    Long by = creation.resolve(unit, target.actor()).userId();
    unit.batches().change(header.at(settings.clock().instant(), by));
    return Headers.get(unit.batches(), target.id());
  }
}
