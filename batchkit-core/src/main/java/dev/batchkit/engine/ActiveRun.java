package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.ClaimLost;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.recording.Recordings;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Claim;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A run that holds its claim: what all activities share. Its writes go through {@link #inUnit},
 * which checks the claim first and writes the run's events last, with whatever was recorded in
 * between.
 */
final class ActiveRun<I, R> extends BatchSnapshot implements ExecuteContext {
  private static final long POLL_NANOS = 100_000_000;

  private static final long BREATH_NANOS = 120_000_000;

  /** Work in a unit that the claim was checked in. */
  @FunctionalInterface
  interface Work<X extends Exception> {
    /**
     * Gives the outcome of the run if this was its last work, in which the header was settled; null
     * if it goes on.
     */
    @Nullable RunOutcome run(Unit unit) throws X;
  }

  private final Store store;
  private final Recordings recordings;
  private final Binding<I, R> binding;
  private final Claim claim;
  private final ActorIds by;
  private final RunLog log;
  private final RunArguments arguments;
  private final @Nullable Instant until;
  private volatile boolean cancelRequested;
  private volatile boolean pausing;
  private long polledAt = System.nanoTime();
  private long endedAt;
  private long held;
  private @Nullable Run ended;
  private @Nullable String seal;
  private boolean touched;

  ActiveRun(
      Store store,
      Recordings recordings,
      Binding<I, R> binding,
      Batch batch,
      Claim claim,
      ActorIds by,
      RunLog log,
      RunArguments arguments) {
    super(batch);
    this.arguments = arguments;
    this.store = store;
    this.recordings = recordings;
    this.binding = binding;
    this.claim = claim;
    this.by = by;
    this.log = log;
    until = arguments.options() == null ? null : arguments.options().until();
  }

  Store store() {
    return store;
  }

  dev.batchkit.batch.Activity activity() {
    return claim.activity();
  }

  Binding<I, R> binding() {
    return binding;
  }

  RunLog log() {
    return log;
  }

  ActorIds by() {
    return by;
  }

  /** Why it is done, as a person says; null where nobody is asked. */
  @Nullable String reason() {
    return arguments.reason();
  }

  RowTable table() {
    return binding.codec().table(batch());
  }

  /** The run as it ended; null while it goes on. */
  @Nullable Run ended() {
    return ended;
  }

  @Override
  public <O extends Record> O options(Class<O> type) {
    ExecuteOptions given = arguments.options();
    if (given == null || given.forHandler() == null) {
      throw new InvalidValue(
          batch().name()
              + " is executed without options for its handler. Give them by forHandler(..).",
          List.of("options: missing"),
          null);
    }
    return given.forHandler().as(type);
  }

  /** Whether somebody asked it to stop, as far as is known without asking the store. */
  boolean isAskedToStop() {
    return isCancelled() || isPausing();
  }

  /** Whether it was asked to stop what is under way too. */
  boolean isCancelled() {
    return cancelRequested || Thread.currentThread().isInterrupted();
  }

  private boolean isPausing() {
    if (until != null && !pausing) {
      pausing = !log.now().isBefore(until);
    }
    return pausing;
  }

  /** How it ends now that it was asked to stop. */
  RunOutcome stopOutcome() {
    return isCancelled() || !pausing ? RunOutcome.KILLED : RunOutcome.PAUSED;
  }

  void requestCancel() {
    cancelRequested = true;
  }

  @Override
  public boolean cancelled() {
    return cancelled(POLL_NANOS);
  }

  /** Asks the store too, unless it was asked less than so long ago. */
  private boolean cancelled(long patience) {
    long now = System.nanoTime();
    if (!isAskedToStop() && now - polledAt >= patience) {
      polledAt = now;
      if (store.runs().cancelRequested(log.id())) {
        cancelRequested = true; // never back to false: the kit may have asked meanwhile
      }
    }
    return isAskedToStop();
  }

  /** Ends the run here if it was asked to stop, in whatever process. */
  void requireGoing() {
    if (cancelled(0)) {
      throw new RunCancelled();
    }
  }

  /** Writes: all of it and the run's events, or nothing. */
  <X extends Exception> void inUnit(String step, Work<X> work) throws X {
    inUnit(step, null, work);
  }

  /**
   * Writes like {@link #inUnit(String, Work)}, for a run that cannot go on.
   *
   * @param cause why; null where it did what it was asked to
   */
  <X extends Exception> void inUnit(String step, @Nullable Throwable cause, Work<X> work) throws X {
    letOthersWrite();
    RunLog.Mark mark = log.mark();
    boolean committed = false;
    long[] begun = new long[1];
    try {
      Run written =
          recordings.<Run, X>inUnit(
              step(step),
              unit -> {
                begun[0] = System.nanoTime();
                requireHeld(unit);
                RunOutcome end = work.run(unit);
                if (end != null) {
                  lastWords(unit, end, cause);
                }
                return log.flush(unit, end);
              });
      ended = written.outcome() == null ? null : written;
      committed = true;
    } finally {
      if (committed) {
        log.committed();
      } else {
        log.backTo(mark);
      }
      endedAt = System.nanoTime();
      held = begun[0] == 0 ? 0 : endedAt - begun[0];
    }
  }

  /**
   * SQLite queues nobody: who waits in another process looks at the lock every 100 ms, and would
   * find one long unit after the other. So after one the lock stays free for longer than that.
   */
  private void letOthersWrite() {
    if (held >= ChunkSize.MOST_NANOS) {
      LockSupport.parkNanos(endedAt + BREATH_NANOS - System.nanoTime());
    }
  }

  /** How long the last unit kept others from writing, in nanoseconds. */
  long held() {
    return held;
  }

  private void lastWords(Unit unit, RunOutcome outcome, @Nullable Throwable cause) {
    Diagnostics diagnostics = new Diagnostics(batch(), log.run(outcome), seal, cause);
    String how =
        switch (outcome) {
          case SUCCESS -> "EXIT";
          case FAILED -> "ERROR";
          case KILLED, PAUSED, INTERRUPTED -> "INTERRUPTED";
        };
    log.endEntry(how);
    log.state(how, cause == null ? null : diagnostics.error(), diagnostics.reason());
    unit.ledger().finish(log.id(), log.now(), diagnostics.json(), diagnostics.markdown());
  }

  /** What the last words say of the seal. */
  void sealed(String text) {
    seal = text;
  }

  /** What hangs on the batch may be changed by this run from now on. */
  void touchAttachments() {
    touched = true;
  }

  /** Whether what hangs on the batch may have been changed by this run. */
  boolean hasTouchedAttachments() {
    return touched;
  }

  private String step(String step) {
    return claim.activity().word() + "." + step;
  }

  private void requireHeld(Unit unit) {
    if (!unit.batches().holds(claim)) {
      throw new ClaimLost(
          "Run "
              + log.id()
              + " no longer holds "
              + batch().name()
              + ": it was taken over. Look at the batch's runs.",
          batch().id().value(),
          log.id());
    }
  }

  /** Settles the header as this run leaves it. */
  void settle(Unit unit, HeaderDraft header) {
    header.handler = binding.handlerName();
    unit.batches().settle(header.at(log.now(), by.userId()), claim);
  }

  /** Removes what lies outside the window, which freezing would keep for ever. */
  void clearOutside() {
    int[] deleted = {Rubbish.LIMIT};
    while (deleted[0] == Rubbish.LIMIT) {
      inUnit(
          "clear",
          unit -> {
            long id = batch().id().value();
            deleted[0] = unit.rows().deleteOutside(table(), id, batch().rows(), Rubbish.LIMIT);
            return null;
          });
    }
  }
}
