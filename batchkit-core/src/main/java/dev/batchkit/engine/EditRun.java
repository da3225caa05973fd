package dev.batchkit.engine;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.UtcText;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.json.Json;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Edits many rows, page by page. The batch needs a refresh until the last of them is done. */
final class EditRun<I, R> implements RunBody {
  private static final Problem LEFT =
      new Problem(
          "LEFT",
          Severity.WARNING,
          null,
          "the row was left as it is: it was changed since, or its effect is done or may be",
          null,
          null);

  private final ActiveRun<I, R> run;
  private final BulkEdit edit;
  private final RowTable table;
  private final Stamp stamp;
  private final ChunkSize size = new ChunkSize();
  private boolean owesRefresh;
  private boolean changed;

  /**
   * Begins.
   *
   * @param owesRefresh whether the batch needed a refresh before the run had it
   */
  EditRun(ActiveRun<I, R> run, BulkEdit edit, boolean owesRefresh) {
    this.run = run;
    this.edit = edit;
    this.owesRefresh = owesRefresh;
    table = run.table();
    stamp = new Stamp(UtcText.of(run.log().now()), run.by().userId(), run.log().id());
  }

  @Override
  public void go() throws Exception {
    run.log().phase("editing");
    run.log().entry("batch:" + run.batch().id(), table.name());
    try (EditAttempt<I, R> attempt = new EditAttempt<>(run.binding(), run.store().rows(), run)) {
      editAll(attempt);
    } catch (HandlerFailed failed) {
      throw ofThisRun(failed);
    }
    run.requireGoing();
    run.log().allDone();
    run.inUnit("finish", this::finish);
  }

  /** What the handler threw in an attempt, the run is to end by, like any other run. */
  private static Exception ofThisRun(HandlerFailed failed) {
    Throwable cause = failed.getCause();
    if (failed.runId().isEmpty() && cause instanceof Error error) {
      throw error;
    }
    return failed.runId().isEmpty() && cause instanceof Exception thrown ? thrown : failed;
  }

  private void editAll(EditAttempt<I, R> attempt) {
    List<StoredRow> page = page(0);
    while (!page.isEmpty()) {
      run.requireGoing();
      editPage(attempt, page);
      run.log().tell(false);
      page = page(page.get(page.size() - 1).sequence());
    }
  }

  private List<StoredRow> page(long after) {
    List<StoredRow> page = edit.page(after, size.limit());
    size.read(page);
    return page;
  }

  /** Everything of the handler happens here, before the transaction. */
  private void editPage(EditAttempt<I, R> attempt, List<StoredRow> page) {
    List<RowEdit> edits = new ArrayList<>(page.size());
    for (StoredRow row : page) {
      Optional<RowEdit> made = edit.edit(attempt, row);
      if (made.isEmpty()) {
        run.log().skipped(1);
        run.log().issue(row.sequence(), LEFT);
      } else if (!made.get().isIdle()) {
        edits.add(made.get());
        run.log().problems(row.sequence(), problems(made.get().after()));
      }
    }
    run.log().done(page.size());
    if (!edits.isEmpty() || run.log().isDue()) {
      write(attempt, edits);
    }
  }

  private static List<Problem> problems(StoredRow row) {
    return row.problems() == null || row.removed()
        ? List.of()
        : Problem.fromJson(Json.of(row.problems()));
  }

  private void write(EditAttempt<I, R> attempt, List<RowEdit> edits) {
    Map<Long, StoredRow> plain = new HashMap<>();
    boolean written = false;
    while (!written) {
      try {
        long begun = System.nanoTime();
        run.inUnit("chunk", unit -> write(unit, edits, plain));
        size.wrote(edits.size(), System.nanoTime() - begun);
        written = true;
      } catch (PlainMissing missing) {
        missing.rows().forEach(row -> plain.put(row.sequence(), attempt.again(row)));
      }
    }
    changed |= !edits.isEmpty();
  }

  private @Nullable RunOutcome write(Unit unit, List<RowEdit> edits, Map<Long, StoredRow> plain) {
    owesRefresh |=
        new EditWriter(run.batch(), table, stamp).write(unit, edits, plain).owesRefresh();
    return null;
  }

  private RunOutcome finish(Unit unit) {
    HeaderDraft header = new HeaderDraft(run.batch());
    header.status = BatchStatus.PENDING;
    header.changed = changed;
    header.needsRefresh = owesRefresh;
    run.settle(unit, header);
    return RunOutcome.SUCCESS;
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    header.status = BatchStatus.PENDING;
    header.changed = true;
  }
}
