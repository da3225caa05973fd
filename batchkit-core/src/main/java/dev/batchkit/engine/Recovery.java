package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.Claim;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends runs whose owner is dead, or which this process no longer has. */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Store store;
  private final EngineSettings settings;
  private final Activities activities;

  Recovery(Store store, EngineSettings settings, Activities activities) {
    this.store = store;
    this.settings = settings;
    this.activities = activities;
  }

  /** Ends all such runs. */
  List<Run> recover() {
    List<Run> ended = new ArrayList<>();
    for (Claim claim : store.batches().claims()) {
      end(claim, false).ifPresent(ended::add);
    }
    Rubbish.clearAll(store);
    return ended;
  }

  /** Ends the run that holds this batch, if it is such a one. */
  boolean recover(long batchId) {
    return claimOf(batchId).flatMap(claim -> end(claim, false)).isPresent();
  }

  /** Ends the run that holds this batch, whoever owns it. */
  Optional<Run> takeOver(long batchId) {
    return claimOf(batchId).flatMap(claim -> end(claim, true));
  }

  private Optional<Claim> claimOf(long batchId) {
    return store.batches().claims().stream().filter(c -> c.batchId() == batchId).findFirst();
  }

  private boolean isDead(Claim claim) {
    if (claim.owner() != store.owner()) {
      return !store.isAlive(claim.owner());
    }
    return store.runs().ofBatch(claim.batchId()).stream()
        .noneMatch(run -> run.outcome() == null && activities.isActive(run.id()));
  }

  private Optional<Run> end(Claim claim, boolean evenIfAlive) {
    boolean dead = isDead(claim);
    if (!dead && !evenIfAlive) {
      return Optional.empty();
    }
    Optional<Run> ended;
    do {
      ended = store.inUnit("recover", unit -> step(unit, claim, dead));
    } while (ended.isEmpty() && claimOf(claim.batchId()).filter(claim::equals).isPresent());
    ended.ifPresent(
        run -> {
          LOG.warn(
              "Recovered batch {}: its {} of owner {} was interrupted after {} rows",
              claim.batchId(),
              claim.activity().word(),
              claim.owner(),
              run.done());
          if (!dead) {
            clear(claim.batchId());
          }
        });
    return ended;
  }

  private void clear(long batchId) {
    Rubbish.clear(store, Headers.table(Headers.get(store.batches(), batchId)), batchId);
  }

  /**
   * Removes rows that nobody will ever see; the unit that removes the last also ends the run. An
   * owner that lives might still show those rows, so its run is ended before any is removed.
   */
  private Optional<Run> step(Unit unit, Claim claim, boolean dead) {
    if (!unit.batches().holds(claim)) {
      return Optional.empty();
    }
    Batch batch = Headers.get(unit.batches(), claim.batchId());
    RowTable table = Headers.table(batch);
    long used = Math.max(batch.rows().used(), unit.rows().lastSequence(table, claim.batchId()));
    if (!dead) {
      return Optional.of(end(unit, batch, claim, used));
    }
    int deleted = unit.rows().deleteOutside(table, claim.batchId(), batch.rows(), Rubbish.LIMIT);
    boolean more =
        deleted == Rubbish.LIMIT
            && unit.rows().lastSequence(table, claim.batchId()) > batch.rows().through();
    return more ? Optional.empty() : Optional.of(end(unit, batch, claim, used));
  }

  private Run end(Unit unit, Batch batch, Claim claim, long used) {
    Run open =
        unit.runs().ofBatch(claim.batchId()).stream()
            .filter(run -> run.outcome() == null)
            .reduce((first, second) -> second)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        batch.name() + " is claimed without a run. Indicates a bug."));
    Instant now = settings.clock().instant();
    Run ended = interrupted(open, now);
    unit.runs().update(ended);
    String reason = "owner " + claim.owner() + " is gone, or lost the batch";
    unit.ledger().insertStates(lastStates(unit, open, reason, now));
    Diagnostics diagnostics = new Diagnostics(batch, ended, null, null);
    unit.ledger().finish(open.id(), now, diagnostics.json(), diagnostics.markdown());
    unit.sessions().interrupt(claim.batchId(), now);
    unit.batches().settle(header(batch, claim, used).at(now, batch.updatedById()), claim);
    return ended;
  }

  private static HeaderDraft header(Batch batch, Claim claim, long used) {
    HeaderDraft header = new HeaderDraft(batch);
    header.changed = true;
    header.status =
        switch (claim.activity()) {
          case EXECUTE -> BatchStatus.FAILED;
          case DISCARD -> BatchStatus.KILLED;
          default -> BatchStatus.PENDING;
        };
    header.rows = new RowWindow(batch.rows().from(), batch.rows().through(), used);
    return header;
  }

  private static Run interrupted(Run run, Instant now) {
    return new Run(
        run.id(),
        run.batchId(),
        run.activity(),
        run.attempt(),
        run.owner(),
        run.phase(),
        run.done(),
        run.total(),
        run.failed(),
        run.skipped(),
        run.issues(),
        run.startedAt(),
        now,
        RunOutcome.INTERRUPTED);
  }

  /** The session, and each entry that is still open, end as interrupted. */
  private List<StateTransition> lastStates(Unit unit, Run run, String reason, Instant now) {
    String enter = "ENTER(" + run.activity().word() + ")";
    String interrupted = "INTERRUPTED(" + run.activity().word() + ")";
    return unit.ledger().lastStates(run.id()).stream()
        .filter(state -> state.to().equals(enter))
        .map(
            state ->
                new StateTransition(
                    settings.ids().get(),
                    run.id(),
                    state.entryId(),
                    enter,
                    interrupted,
                    null,
                    reason,
                    now,
                    null))
        .toList();
  }
}
