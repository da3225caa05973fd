package dev.batchkit.engine;

import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does the same to many rows, page by page. */
final class EditRun<I, R> implements RunBody {
  private final ActiveRun<I, R> run;
  private final BulkEdit edit;
  private final EditChunks<I, R> chunks;

  /**
   * Begins.
   *
   * @param owedRefresh whether the batch needed a refresh before the run had it
   */
  EditRun(ActiveRun<I, R> run, BulkEdit edit, boolean owedRefresh) {
    this.run = run;
    this.edit = edit;
    chunks = new EditChunks<>(run, owedRefresh);
  }

  @Override
  public void go() throws Exception {
    run.log().phase("editing");
    run.log().entry("batch:" + run.batch().id(), run.table().name());
    try (EditAttempt<I, R> attempt = new EditAttempt<>(run.binding(), run.store().rows(), run)) {
      editAll(attempt);
      chunks.finish(attempt, List.of());
    } catch (HandlerFailed failed) {
      throw ofThisRun(failed);
    }
  }

  /** What the handler threw in an attempt, the run is to end by, like any other run. */
  static Exception ofThisRun(HandlerFailed failed) {
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
      page = page(page.get(page.size() - 1).sequence());
    }
  }

  private List<StoredRow> page(long after) {
    List<StoredRow> page = edit.page(after, chunks.size().limit());
    chunks.size().read(page);
    return page;
  }

  /** Everything of the handler happens here, before the transaction. */
  private void editPage(EditAttempt<I, R> attempt, List<StoredRow> page) {
    List<RowEdit> edits = new ArrayList<>(page.size());
    for (StoredRow row : page) {
      Optional<RowEdit> made = edit.edit(attempt, row);
      if (made.isEmpty()) {
        chunks.left(row);
      } else if (!made.get().isIdle()) {
        edits.add(made.get());
        chunks.tell(made.get());
      }
    }
    chunks.write(attempt, edits, page.size());
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    chunks.abandon(header);
  }
}
