package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the rows in one pass by ascending sequence, those that failed before with the rest, and
 * takes the digest for the seal on its way: so the transaction of the last chunk is also the last
 * of the run.
 */
final class ExecuteRun<I, R> implements RunBody {
  private static final Logger LOG = LoggerFactory.getLogger(ExecuteRun.class);

  private final ActiveRun<I, R> run;
  private final ExecuteOptions options;
  private final BatchStatus before;
  private final RowTable table;
  private final ChunkSize size = new ChunkSize();
  private boolean begun;
  private long appliedBefore;
  private long skippedBefore;

  ExecuteRun(ActiveRun<I, R> run, ExecuteOptions options, BatchStatus before) {
    this.run = run;
    this.options = options;
    this.before = before;
    table = run.table();
  }

  @Override
  public void go() throws Exception {
    run.log().phase("executing");
    Batch batch = run.batch();
    run.log().entry("batch:" + batch.id(), table.name());
    List<StoredCount> counts = run.store().rows().counts(table, batch.id().value(), batch.rows());
    requireExecutable(counts);
    run.clearOutside();
    appliedBefore = countOf(counts, RowOutcome.APPLIED);
    skippedBefore = countOf(counts, RowOutcome.SKIPPED);
    run.log()
        .total(counts.stream().mapToLong(StoredCount::count).sum() - appliedBefore - skippedBefore);
    RowExecutor<R> executor = run.binding().handler().executor(run);
    Seal.Attachments attachments = Seals.attachments(run.store().batches(), batch.id().value());
    begun = true;
    Closing.after(
        () ->
            execute(
                new ChunkWriter<>(
                    run,
                    options,
                    table,
                    executor,
                    (unit, rows) -> finish(unit, rows, attachments))),
        () -> close(executor));
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

  private void execute(ChunkWriter<I, R> writer) throws Exception {
    List<StoredRow> page = page(0);
    List<StoredRow> following;
    do {
      following = page.isEmpty() ? page : page(page.get(page.size() - 1).sequence());
      run.requireGoing();
      writer.write(page, following.isEmpty(), size);
      page = following;
    } while (!following.isEmpty());
  }

  private List<StoredRow> page(long after) {
    Batch batch = run.batch();
    List<StoredRow> page =
        run.store()
            .rows()
            .page(
                table,
                new RowQuery(
                    batch.id().value(), batch.rows(), after, Set.of(), true, size.limit()));
    size.read(page);
    return page;
  }

  private static long countOf(List<StoredCount> counts, RowOutcome outcome) {
    return counts.stream()
        .filter(count -> outcome.name().equals(count.outcome()))
        .mapToLong(StoredCount::count)
        .sum();
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

  /** The last words of the batch: settled, and if all went well sealed and frozen. */
  private RunOutcome finish(Unit unit, Seal.Rows rows, Seal.Attachments attachments) {
    boolean success = run.log().failed() <= options.acceptedFailures();
    HeaderDraft header = new HeaderDraft(run.batch());
    header.changed = true;
    header.status = success ? BatchStatus.SUCCESS : BatchStatus.FAILED;
    if (success) {
      header.executedAt = run.log().now();
      header.executedById = run.by().userId();
      header.result = result();
    }
    run.settle(unit, header);
    if (success) {
      long id = run.batch().id().value();
      String seal = Seals.of(unit.batches(), id, rows, attachments);
      unit.batches().freeze(id, seal, run.log().now());
      run.sealed(seal);
    }
    return success ? RunOutcome.SUCCESS : RunOutcome.FAILED;
  }

  private Json result() {
    Map<String, Long> result = new LinkedHashMap<>();
    result.put("applied", appliedBefore + run.log().applied());
    result.put("skipped", skippedBefore + run.log().skipped());
    result.put("failed", run.log().failed());
    return Json.write(result);
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    header.changed = begun;
    header.status =
        !begun ? before : outcome == RunOutcome.KILLED ? BatchStatus.KILLED : BatchStatus.FAILED;
  }
}
