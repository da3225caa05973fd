package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.spi.RowResult;

/** Leaves out every row that has not got its last outcome, so that the batch is a success. */
final class SettleRun<I, R> implements RunBody {
  private final ActiveRun<I, R> run;
  private final BatchStatus before;
  private final RowResult leftOut;

  SettleRun(ActiveRun<I, R> run, BatchStatus before, String reason) {
    this.run = run;
    this.before = before;
    leftOut = RowResult.skipped(reason);
  }

  @Override
  public void go() throws Exception {
    run.log().phase("settling");
    Batch batch = run.batch();
    run.log().entry("batch:" + batch.id(), run.table().name());
    run.requireGoing();
    run.clearOutside();
    Freezing freezing =
        new Freezing(run, run.store().rows().counts(run.table(), batch.id().value(), batch.rows()));
    run.log().total(freezing.left());
    new Execution<>(run, ExecuteOptions.DEFAULT, freezing, chunk -> {}, row -> leftOut).go();
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    header.changed = run.log().skipped() > 0;
    header.status = before;
  }
}
