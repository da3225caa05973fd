package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.StoredRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the handler apply the rows, once nothing stands in the way. */
final class ExecuteRun<I, R> implements RunBody {
  private static final Logger LOG = LoggerFactory.getLogger(ExecuteRun.class);

  private final ActiveRun<I, R> run;
  private final ExecuteOptions options;
  private final BatchStatus before;
  private final Map<String, RowResult> leftOut = new HashMap<>();
  private boolean begun;

  ExecuteRun(ActiveRun<I, R> run, ExecuteOptions options, BatchStatus before) {
    this.run = run;
    this.options = options;
    this.before = before;
  }

  @Override
  public void go() throws Exception {
    run.log().phase("executing");
    Batch batch = run.batch();
    run.log().entry("batch:" + batch.id(), run.table().name());
    List<StoredCount> counts =
        run.store().rows().counts(run.table(), batch.id().value(), batch.rows());
    requireExecutable(counts);
    run.requireGoing();
    run.clearOutside();
    Freezing freezing = new Freezing(run, counts);
    run.log().total(freezing.left());
    RowExecutor<R> executor = run.binding().handler().executor(run);
    begun = true;
    Closing.after(() -> execution(executor, freezing).go(), () -> close(executor));
  }

  private Execution<I, R> execution(RowExecutor<R> executor, Freezing freezing) {
    return new Execution<>(run, options, freezing, executor, this::leaveOut);
  }

  private @Nullable RowResult leaveOut(StoredRow row) {
    return Execution.isUnknown(row) ? null : leftOut.computeIfAbsent(row.status(), this::leaveOut);
  }

  private @Nullable RowResult leaveOut(String code) {
    StatusInfo status = Codec.statusOf(run.batch(), code);
    boolean out =
        status.severity() == Severity.SKIP
            || (status.severity() == Severity.ERROR && options.leavesOutErrors());
    return out ? RowResult.skipped("left out: " + status.label()) : null;
  }

  /** Once the run has ended, nothing that the executor throws can undo it. */
  private void close(RowExecutor<R> executor) throws Exception {
    try {
      executor.close();
    } catch (Exception | Error e) {
      if (run.ended() == null) {
        throw e;
      }
      LOG.warn(
          "{} was executed; its executor threw {} when it was closed",
          run.batch().name(),
          e.getClass().getName());
    }
  }

  private void requireExecutable(List<StoredCount> counts) throws Exception {
    Batch batch = run.batch();
    Preview preview = Previews.of(run.binding(), run, counts, options, List.of(), false);
    if (!preview.isExecutable()) {
      throw new ExecutionBlocked(
          batch.name() + " cannot be executed: " + String.join(" ", preview.reasons()),
          batch.id().value(),
          run.binding().type().key(),
          preview.reasons());
    }
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    header.changed = begun;
    header.status =
        !begun ? before : outcome == RunOutcome.FAILED ? BatchStatus.FAILED : BatchStatus.KILLED;
  }
}
