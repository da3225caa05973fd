package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Store;
import org.junit.jupiter.api.Test;

/** Runs, and the requests to cancel them. */
abstract class RunContract extends StoreFixture {
  RunContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aRunIsFoundAsItWasInserted() {
    Run run = inserted(Samples.run("r-1", newBatch()));
    assertThat(store().runs().find("r-1")).contains(run);
    assertThat(store().runs().find("r-2")).isEmpty();
  }

  @Test
  void theSessionOfARunMustExist() {
    long batchId = newBatch();
    assertRefused(unit -> unit.runs().insert(Samples.run("r-1", batchId)));
    assertThat(store().runs().find("r-1")).isEmpty();
  }

  @Test
  void theIdOfARunIsTakenOnce() {
    Run run = inserted(Samples.run("r-1", newBatch()));
    assertRefused(unit -> unit.runs().insert(run));
  }

  @Test
  void theRunsOfABatchAreListedOldestFirst() {
    long batchId = newBatch();
    Run first = inserted(run("r-1", batchId, 0));
    Run second = inserted(run("r-2", batchId, 1));
    Run other = inserted(run("r-3", newBatch(), 2));
    Run third = inserted(run("r-4", batchId, 3));
    assertThat(store().runs().ofBatch(batchId)).containsExactly(first, second, third);
    assertThat(store().runs().ofBatch(other.batchId().value())).containsExactly(other);
    assertThat(store().runs().ofBatch(other.batchId().value() + 1)).isEmpty();
  }

  @Test
  void anUpdateWritesHowFarARunIsAndNothingElse() {
    Run run = inserted(Samples.run("r-1", newBatch()));
    Run now =
        new Run(
            run.id(),
            new BatchId(newBatch()),
            Activity.REFRESH,
            9,
            43,
            Samples.TEXT,
            10,
            5_000_000_000L,
            3,
            2,
            1_001,
            Samples.LATER,
            Samples.LATER,
            RunOutcome.INTERRUPTED);
    write(unit -> unit.runs().update(now));
    assertThat(store().runs().find("r-1"))
        .contains(
            new Run(
                run.id(),
                run.batchId(),
                run.activity(),
                run.attempt(),
                run.owner(),
                Samples.TEXT,
                10,
                5_000_000_000L,
                3,
                2,
                1_001,
                run.startedAt(),
                Samples.LATER,
                RunOutcome.INTERRUPTED));
  }

  @Test
  void everyOutcomeOfARunIsReadAsItWasWritten() {
    Run run = inserted(Samples.run("r-1", newBatch()));
    for (RunOutcome outcome : RunOutcome.values()) {
      Run ended = ended(run, outcome);
      write(unit -> unit.runs().update(ended));
      assertThat(store().runs().find("r-1")).contains(ended);
    }
  }

  @Test
  void aRunIsCancelledWhereSomebodyAskedForIt() {
    Run run = inserted(Samples.run("r-1", newBatch()));
    Run other = inserted(Samples.run("r-2", newBatch()));
    assertThat(store().runs().cancelRequested(run.id())).isFalse();
    requestCancel(run.id(), ActorIds.NOBODY);
    assertThat(store().runs().cancelRequested(run.id())).isTrue();
    assertThat(store().runs().cancelRequested(other.id())).isFalse();
    assertThat(store().runs().cancelRequested("r-3")).isFalse();
  }

  @Test
  void aRequestToCancelChangesNothingThatTheRunWrites() {
    Run run = inserted(Samples.run("r-1", newBatch()));
    requestCancel(run.id(), ActorIds.NOBODY);
    assertThat(store().runs().find("r-1")).contains(run);
    write(unit -> unit.runs().update(ended(run, RunOutcome.KILLED)));
    assertThat(store().runs().cancelRequested(run.id())).isTrue();
  }

  @Test
  void severalMayAskToCancelARun() {
    Run run = inserted(Samples.run("r-1", newBatch()));
    requestCancel(run.id(), ActorIds.NOBODY);
    requestCancel(run.id(), in(unit -> unit.resolve(Actor.of("ann@acme.example"))));
    assertThat(store().runs().cancelRequested(run.id())).isTrue();
  }

  @Test
  void aRunThatIsToBeCancelledMustExist() {
    assertRefused(unit -> unit.runs().requestCancel("r-1", Samples.AT, ActorIds.NOBODY));
  }

  @Test
  void aRequestOfAnotherStoreIsSeen() {
    Run run = inserted(Samples.run("r-1", newBatch()));
    try (Store other = reopen(store())) {
      boolean done =
          in(
              other,
              unit -> {
                unit.runs().requestCancel(run.id(), Samples.AT, ActorIds.NOBODY);
                return true;
              });
      assertThat(store().runs().cancelRequested(run.id())).isEqualTo(done);
    }
  }

  private Run inserted(Run run) {
    write(
        unit -> {
          Samples.session(unit, run.id());
          unit.runs().insert(run);
        });
    return run;
  }

  private void requestCancel(String runId, ActorIds by) {
    write(unit -> unit.runs().requestCancel(runId, Samples.LATER, by));
  }

  private static Run run(String runId, long batchId, int minutes) {
    Run run = Samples.run(runId, batchId);
    return new Run(
        runId,
        run.batchId(),
        run.activity(),
        minutes + 1,
        run.owner(),
        run.phase(),
        run.done(),
        run.total(),
        run.failed(),
        run.skipped(),
        run.issues(),
        Samples.AT.plusSeconds(60L * minutes),
        Samples.AT.plusSeconds(60L * minutes),
        null);
  }

  private static Run ended(Run run, RunOutcome outcome) {
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
        run.lastSeenAt(),
        outcome);
  }
}
