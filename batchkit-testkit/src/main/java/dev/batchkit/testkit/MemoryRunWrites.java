package dev.batchkit.testkit;

import dev.batchkit.batch.Run;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.RunWrites;
import java.time.Instant;

/** Writes runs. */
final class MemoryRunWrites extends MemoryRunReads implements RunWrites {
  private final View view;

  MemoryRunWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public void insert(Run run) {
    view.change(
        state -> {
          Refused.unless(state.headers.has(run.batchId().value()), "Batch " + run.batchId());
          Refused.unless(state.sessions.has(run.id()), "The orchestration session " + run.id());
          if (state.runs.find(run.id()).isPresent()) {
            throw Refused.because(Refused.UNIQUE, "The run " + run.id() + " is there already.");
          }
          state.runs = state.runs.with(written(run, run));
        });
  }

  @Override
  public void update(Run run) {
    view.change(
        state -> state.runs = state.runs.replacing(written(existing(state, run.id()), run)));
  }

  private static Run existing(State state, String runId) {
    return state
        .runs
        .find(runId)
        .orElseThrow(
            () -> Refused.because(Refused.MISSING, "The run " + runId + " does not exist."));
  }

  /** The run with what it writes while it goes on. */
  private static Run written(Run run, Run now) {
    return new Run(
        run.id(),
        run.batchId(),
        run.activity(),
        run.attempt(),
        run.owner(),
        now.phase(),
        now.done(),
        now.total(),
        now.failed(),
        now.skipped(),
        now.issues(),
        View.stored(run.startedAt()),
        View.stored(now.lastSeenAt()),
        now.outcome());
  }

  @Override
  public void requestCancel(String runId, Instant at, ActorIds by) {
    view.change(
        state -> {
          Refused.unless(state.runs.find(runId).isPresent(), "The run " + runId);
          state.check(by);
          state.runs = state.runs.cancelling(runId);
        });
  }
}
