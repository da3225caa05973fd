package dev.batchkit.engine;

import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.spi.RowEdits;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does edits that somebody prepared: checks all of them, then does them chunk by chunk. */
final class ApplyRun<I, R> implements RunBody {
  private final ActiveRun<I, R> run;
  private final RowEdits edits;
  private final EditChunks<I, R> chunks;

  /**
   * Begins.
   *
   * @param owedRefresh whether the batch needed a refresh before the run had it
   */
  ApplyRun(ActiveRun<I, R> run, RowEdits edits, boolean owedRefresh) {
    this.run = run;
    this.edits = edits;
    chunks = new EditChunks<>(run, owedRefresh);
  }

  @Override
  public void go() throws Exception {
    run.log().entry(edits.source(), run.table().name());
    try (EditAttempt<I, R> attempt = new EditAttempt<>(run.binding(), run.store().rows(), run)) {
      run.log().phase("checking");
      EditCheck<I> check = new EditCheck<>(run, attempt);
      giveTo(check);
      check.requireNoFaults();
      run.log().total(check.count());
      run.log().phase("editing");
      Doer doer = new Doer(attempt);
      giveTo(doer);
      doer.write();
      chunks.finish(attempt, doer.added);
    } catch (HandlerFailed failed) {
      throw EditRun.ofThisRun(failed);
    }
  }

  private void giveTo(RowEdits.Taker taker) throws InterruptedException {
    try {
      edits.giveTo(taker);
    } catch (BatchKitException | RunCancelled | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw Activities.failed(run, "the source of the edits " + edits.getClass().getName(), e);
    }
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    chunks.abandon(header);
  }

  /** Makes rows outside of any transaction, and hands over what fills a chunk. */
  private final class Doer implements RowEdits.Taker {
    private final EditAttempt<I, R> attempt;
    private final List<RowEdit> chunk = new ArrayList<>();
    private final List<RowEdit> added = new ArrayList<>();
    private int looked;

    Doer(EditAttempt<I, R> attempt) {
      this.attempt = attempt;
    }

    @Override
    public void add(Map<String, ?> cells) {
      RowEdit edit =
          attempt.added(
              run.batch().rows().used() + added.size() + 1,
              attempt.codec().form(run.batch()).with(null, cells));
      added.add(edit);
      chunks.tell(edit);
    }

    @Override
    public void edit(long sequence, long version, Map<String, ?> cells) {
      StoredRow row = attempt.row(sequence);
      I before = attempt.input(row);
      I after = attempt.codec().form(run.batch()).with(before, cells);
      if (after.equals(before)) {
        passed();
      } else {
        take(attempt.edited(row, after));
      }
    }

    @Override
    public void remove(long sequence, long version) {
      take(attempt.removed(attempt.row(sequence)));
    }

    @Override
    public void fault(String fault) {
      throw new IllegalStateException("a source that had no fault when it was checked has one");
    }

    private void take(RowEdit edit) {
      if (!edit.isIdle()) {
        chunk.add(edit);
        chunks.tell(edit);
      }
      passed();
    }

    private void passed() {
      looked++;
      if (looked >= chunks.size().limit()) {
        write();
      }
    }

    private void write() {
      run.requireGoing();
      chunks.write(attempt, chunk, looked);
      chunk.clear();
      looked = 0;
    }
  }
}
