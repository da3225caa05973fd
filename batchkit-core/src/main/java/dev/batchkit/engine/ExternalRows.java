package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has the external rows of a page called: each is durably UNKNOWN before its call, and never more
 * of them than may be. The outcomes of those that have answered are written together with the marks
 * of those that are called next.
 */
final class ExternalRows<R> {
  private final Execution<?, R> execution;
  private final ActiveRun<?, R> run;
  private final ExecuteOptions options;
  private final Recorder recorder;
  private final Callers callers;
  private final String keys;

  ExternalRows(
      Execution<?, R> execution,
      ActiveRun<?, R> run,
      ExecuteOptions options,
      Recorder recorder,
      Callers callers) {
    this.execution = execution;
    this.run = run;
    this.options = options;
    this.recorder = recorder;
    this.callers = callers;
    Batch batch = run.batch();
    String scope = batch.keyScope() == null ? run.store().id().toString() : batch.keyScope();
    keys = "batchkit:" + scope + ":" + batch.id().value() + ":";
  }

  /**
   * Calls them.
   *
   * @param last whether the run may end with them
   */
  void write(Page<R> page, boolean last) {
    Called called = new Called(page, last);
    do {
      called.commit();
      called.ask();
      called.await();
    } while (called.calls.areUnderWay());
    called.calls.end();
  }

  /** Whether this key was certainly never called. */
  private boolean isFresh(StoredRow row) {
    boolean edited = row.version() > 1 && run.log().attempt() > 1;
    return row.outcome() == null && !edited && run.batch().restoredAt() == null;
  }

  /** The external rows of one page. */
  private final class Called {
    private final Page<R> page;
    private final boolean last;
    private final Calls calls;
    private final List<Integer> beginning = new ArrayList<>();

    Called(Page<R> page, boolean last) {
      this.page = page;
      this.last = last;
      calls = new Calls(execution, run, recorder, callers, page.externals());
    }

    /** Writes the outcomes that are known, and marks the rows that there is room for. */
    void commit() {
      boolean going = calls.areGoing();
      beginning.clear();
      if (calls.answers().isEmpty()) {
        choose(going);
      }
      if (calls.answers().isEmpty() && beginning.stream().allMatch(page::isUnknown)) {
        return;
      }
      boolean interrupted = Thread.interrupted();
      try {
        run.inUnit("chunk", unit -> write(unit, going));
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      recorder.committed();
      run.log().tell(false);
      calls.answers().clear();
    }

    private @Nullable RunOutcome write(Unit unit, boolean going) {
      recorder.begin(calls.answers().size() + options.concurrency());
      if (!calls.answers().isEmpty()) {
        calls.answers().forEach(this::record);
        choose(going);
      }
      beginning.stream()
          .filter(place -> !page.isUnknown(place))
          .forEach(place -> recorder.begun(page.row(place)));
      recorder.writeSorted(unit);
      return calls.areOver() && beginning.isEmpty()
          ? execution.end(unit, page, last && calls.todo().isEmpty())
          : null;
    }

    /** Chooses the rows that there is room for, now that this many are UNKNOWN. */
    private void choose(boolean going) {
      int unknown = recorder.unknown();
      int called = calls.running();
      boolean room = going && !recorder.mustStop();
      while (room && !calls.todo().isEmpty()) {
        boolean marked = page.isUnknown(calls.todo().element());
        room = (marked ? called : unknown) < options.concurrency();
        if (room) {
          unknown += marked ? 0 : 1;
          called++;
          beginning.add(calls.todo().remove());
        }
      }
    }

    private void record(Answer answer) {
      StoredRow row = page.row(answer.place());
      boolean again = execution.isTriedAgain(page, answer.place());
      RowResult result = answer.result();
      if (result == null) {
        recorder.stuck(row, answer.trouble(), again);
      } else {
        page.result(answer.place(), result);
        recorder.known(row);
        recorder.result(row, result, again, execution.waits(page, answer.place()));
      }
    }

    void ask() {
      for (int place : beginning) {
        StoredRow row = page.row(place);
        calls.ask(
            place,
            new ExternalAsk<>(
                callers,
                page.external(place),
                page.handed(place),
                keys + row.sequence(),
                place,
                isFresh(row),
                options.retries()));
      }
    }

    /** Waits; of a call that was cut off there is nothing to be said. */
    void await() {
      calls.await();
      calls.answers().removeIf(answer -> callers.isInterrupted() && !answer.isKnown());
    }
  }
}
