package dev.batchkit.engine;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.UtcText;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.WrongState;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.recording.Recordings;
import dev.batchkit.recording.ThisDevice;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Claim;
import dev.batchkit.store.RunReads;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives batches to runs: claim, orchestration session and run row begin in one transaction. */
final class Claims {
  private final Store store;
  private final EngineSettings settings;
  private final Recovery recovery;
  private final Activities activities;
  private final Recordings recordings;

  Claims(
      Store store,
      EngineSettings settings,
      Recovery recovery,
      Activities activities,
      Recordings recordings) {
    this.store = store;
    this.recordings = recordings;
    this.activities = activities;
    this.settings = settings;
    this.recovery = recovery;
  }

  /** What a run asks for. */
  record Request<I, R>(
      Binding<I, R> binding,
      BatchId batch,
      Activity activity,
      Set<BatchStatus> from,
      Consumer<Batch> rules,
      @Nullable Actor actor,
      RunArguments arguments) {}

  /** A run with its claim, and the batch as it was before. */
  record Granted<I, R>(ActiveRun<I, R> run, Batch before) {}

  /** Claims the batch; a dead owner's claim is recovered first. */
  <I, R> Granted<I, R> claim(Request<I, R> request) {
    return onceFree(request.batch().value(), () -> tryClaim(request));
  }

  /** Does what a run may stand in the way of; a dead owner's claim is recovered first. */
  <T> T onceFree(long batchId, Supplier<T> work) {
    while (true) {
      try {
        return work.get();
      } catch (BatchBusy busy) {
        if (!recovery.recover(batchId)) {
          throw busy;
        }
      }
    }
  }

  private <I, R> Granted<I, R> tryClaim(Request<I, R> request) {
    ThisDevice.know();
    String runId = settings.ids().get();
    activities.announce(runId);
    boolean claimed = false;
    try {
      Granted<I, R> granted =
          store.inUnit(request.activity().word() + ".claim", unit -> claim(unit, request, runId));
      granted.run().log().committed();
      claimed = true;
      return granted;
    } finally {
      if (!claimed) {
        activities.retract(runId);
      }
    }
  }

  private <I, R> Granted<I, R> claim(Unit unit, Request<I, R> request, String runId) {
    long id = request.batch().value();
    Batch before = Headers.get(unit.batches(), id);
    requireFree(unit.runs(), before);
    if (request.activity().changesRows()) {
      Headers.requireIncomplete(before);
    }
    request.rules().accept(before);
    ActorIds by = request.actor() == null ? ActorIds.NOBODY : unit.resolve(request.actor());
    Instant now = settings.clock().instant();
    Claim claim =
        unit.batches()
            .claim(id, request.from(), request.activity(), store.owner(), now, by)
            .orElseThrow(() -> wrongState(before, request));
    Batch claimed = Headers.get(unit.batches(), id);
    Batch batch = request.activity().changesRows() ? request.binding().present(claimed) : claimed;
    Run run = begin(unit, request, batch, runId, now);
    RunLog log = new RunLog(settings, run);
    log.state("ENTER", null, null);
    log.flush(unit, null);
    return new Granted<>(
        new ActiveRun<>(
            store, recordings, request.binding(), batch, claim, by, log, request.arguments()),
        before);
  }

  private <I, R> Run begin(
      Unit unit, Request<I, R> request, Batch batch, String runId, Instant now) {
    Activity activity = request.activity();
    unit.ledger()
        .nature(
            Nature.of(
                activity.nature(),
                "batchkit " + activity.word().toLowerCase(Locale.ROOT) + " of a batch"));
    String deviceId = unit.ledger().device(ThisDevice.withId(settings.ids().get()));
    unit.ledger()
        .insert(
            new OrchestrationSession(
                runId,
                deviceId,
                activity.nature(),
                request.binding().handler().version(),
                now,
                null,
                null,
                request.arguments().toJson(batch),
                null,
                null));
    List<Run> runs = unit.runs().ofBatch(batch.id().value());
    int attempt = 1 + (int) runs.stream().filter(run -> run.activity() == activity).count();
    Run run =
        new Run(
            runId,
            batch.id(),
            activity,
            attempt,
            store.owner(),
            "beginning",
            0,
            -1,
            0,
            0,
            0,
            now,
            now,
            null);
    unit.runs().insert(run);
    return run;
  }

  /** Neither frozen nor held by a run. */
  static void requireFree(RunReads runs, Batch batch) {
    if (batch.frozenAt() != null) {
      throw new BatchFrozen(
          batch.name()
              + (batch.status() == BatchStatus.SUCCESS
                  ? " is frozen: it was executed "
                  : " is frozen: it was discarded ")
              + UtcText.of(batch.frozenAt())
              + ". Clone it to work on its rows.",
          batch.id().value(),
          String.valueOf(batch.type()),
          UtcText.of(batch.frozenAt()));
    }
    if (batch.status() == BatchStatus.RUNNING) {
      throw busy(runs, batch);
    }
  }

  private static BatchBusy busy(RunReads runs, Batch batch) {
    Run run =
        runs.ofBatch(batch.id().value()).stream()
            .filter(open -> open.outcome() == null)
            .reduce((first, second) -> second)
            .orElse(null);
    String since = UtcText.of(run == null ? batch.updatedAt() : run.startedAt());
    String activity = batch.activity() == null ? "a run" : batch.activity().word();
    long done = run == null ? 0 : run.done();
    long total = run == null ? -1 : run.total();
    long owner = run == null ? 0 : run.owner();
    return new BatchBusy(
        batch.name()
            + " is busy: "
            + activity
            + " of owner "
            + owner
            + " holds it since "
            + since
            + ", "
            + done
            + " of "
            + (total < 0 ? "?" : Long.toString(total))
            + " rows done. Wait for it, or cancel it.",
        batch.id().value(),
        activity,
        owner,
        since,
        done,
        total);
  }

  private static WrongState wrongState(Batch batch, Request<?, ?> request) {
    return Headers.wrongState(
        batch,
        "it cannot be asked to " + request.activity().word() + " in this state",
        "Only batches in "
            + request.from().stream().map(BatchStatus::word).sorted().toList()
            + " can.");
  }
}
