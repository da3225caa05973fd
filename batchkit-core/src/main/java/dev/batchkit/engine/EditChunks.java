package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a run edits, chunk by chunk. The batch needs a refresh from the claim on until the
 * run has ended well.
 */
final class EditChunks<I, R> {
  private static final Problem LEFT =
      new Problem(
          "LEFT",
          Severity.WARNING,
          null,
          "the row was left as it is: it was changed since, or its effect is done or may be",
          null,
          null);

  private final ActiveRun<I, R> run;
  private final RowTable table;
  private final Stamp stamp;
  private final ChunkSize size = new ChunkSize();
  private final boolean owedRefresh;
  private boolean owesRefresh;
  private boolean changed;

  /**
   * Of nothing yet.
   *
   * @param owedRefresh whether the batch needed a refresh before the run had it
   */
  EditChunks(ActiveRun<I, R> run, boolean owedRefresh) {
    this.run = run;
    this.owedRefresh = owedRefresh;
    owesRefresh = owedRefresh;
    table = run.table();
    stamp = new Stamp(UtcText.of(run.log().now()), run.by().userId(), run.log().id());
  }

  ChunkSize size() {
    return size;
  }

  /** Says that a row was left as it is. */
  void left(StoredRow row) {
    run.log().skipped(1);
    run.log().issue(row.sequence(), LEFT);
  }

  /** Says what is wrong with a row that is edited. */
  void tell(RowEdit edit) {
    StoredRow row = edit.after();
    if (row.problems() != null && !row.removed()) {
      run.log().problems(row.sequence(), Problem.fromJson(Json.of(row.problems())));
    }
  }

  /**
   * Writes edits of rows that are there.
   *
   * @param looked at how many rows these are the edits of
   */
  void write(EditAttempt<I, R> attempt, List<RowEdit> edits, int looked) {
    run.log().done(looked);
    if (!edits.isEmpty() || run.log().isDue()) {
      long begun = System.nanoTime();
      inUnit("chunk", attempt, edits, run.batch(), unit -> null);
      size.wrote(edits.size(), System.nanoTime() - begun);
      changed |= !edits.isEmpty();
    }
    run.log().tell(false);
  }

  /**
   * Ends the run; new rows become visible with it.
   *
   * @param added new rows by ascending sequence, the first after the last that was ever used
   */
  void finish(EditAttempt<I, R> attempt, List<RowEdit> added) {
    run.requireGoing();
    run.log().done(added.size());
    run.log().allDone();
    HeaderDraft header = new HeaderDraft(run.batch());
    header.status = BatchStatus.PENDING;
    header.changed = changed || !added.isEmpty();
    header.rows = window(added);
    Batch within = header.at(run.log().now(), run.by().userId());
    inUnit(
        "finish",
        attempt,
        added,
        within,
        unit -> {
          header.needsRefresh = owesRefresh;
          run.settle(unit, header);
          return RunOutcome.SUCCESS;
        });
  }

  private RowWindow window(List<RowEdit> added) {
    RowWindow rows = run.batch().rows();
    if (added.isEmpty()) {
      return rows;
    }
    long last = added.get(added.size() - 1).sequence();
    return new RowWindow(rows.isEmpty() ? added.get(0).sequence() : rows.from(), last, last);
  }

  /** What the last transaction does besides writing edits. */
  @FunctionalInterface
  private interface Then {
    @Nullable RunOutcome run(Unit unit);
  }

  private void inUnit(
      String step, EditAttempt<I, R> attempt, List<RowEdit> edits, Batch within, Then then) {
    Map<Long, StoredRow> plain = new HashMap<>();
    boolean written = false;
    while (!written) {
      try {
        run.inUnit(
            step,
            unit -> {
              owesRefresh |=
                  new EditWriter(within, table, stamp)
                      .write(unit, new ArrayList<>(edits), plain)
                      .owesRefresh();
              return then.run(unit);
            });
        written = true;
      } catch (PlainMissing missing) {
        missing.rows().forEach(row -> plain.put(row.sequence(), attempt.again(row)));
      }
    }
  }

  /** Says how the header is left if the run did not end well: as it was, if nothing was written. */
  void abandon(HeaderDraft header) {
    header.status = BatchStatus.PENDING;
    header.changed = changed;
    header.needsRefresh = changed || owedRefresh;
  }
}
