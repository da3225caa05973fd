package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has the external rows of a page called: each is durably UNKNOWN before its call, and never more
 * of them than may be. The outcomes of those that have answered are written together with the marks
 * of those that are called next.
 */
final class ExternalRows<R> {
  private static final long POLL_NANOS = 100_000_000;

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
  void write(Page<R> page, boolean last) throws Exception {
    Calls calls = new Calls(page, last);
    do {
      calls.commit();
      calls.ask();
      calls.await();
    } while (calls.areUnderWay());
    calls.end();
  }

  /** Whether this key was certainly never called. */
  private boolean isFresh(StoredRow row) {
    boolean edited = row.version() > 1 && run.log().attempt() > 1;
    return row.outcome() == null && !edited && run.batch().restoredAt() == null;
  }

  /** The calls of one page. */
  private final class Calls {
    private final Page<R> page;
    private final boolean last;
    private final Deque<Integer> todo;
    private final List<Integer> beginning = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private int running;
    private @Nullable Error broken;

    Calls(Page<R> page, boolean last) {
      this.page = page;
      this.last = last;
      todo = page.externals();
    }

    boolean areUnderWay() {
      return running > 0 || !answers.isEmpty();
    }

    /** Writes the outcomes that are known, and marks the rows that there is room for. */
    void commit() {
      boolean going = broken == null && !run.cancelled();
      beginning.clear();
      if (answers.isEmpty()) {
        choose(going);
      }
      if (answers.isEmpty() && beginning.stream().allMatch(page::isUnknown)) {
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
      answers.clear();
    }

    private @Nullable RunOutcome write(Unit unit, boolean going) {
      recorder.begin(answers.size() + options.concurrency());
      if (!answers.isEmpty()) {
        answers.forEach(this::record);
        choose(going);
      }
      beginning.stream()
          .filter(place -> !page.isUnknown(place))
          .forEach(place -> recorder.begun(page.row(place)));
      recorder.writeSorted(unit);
      boolean over =
          running == 0 && beginning.isEmpty() && broken == null && !callers.isInterrupted();
      return over ? execution.end(unit, page, last && todo.isEmpty()) : null;
    }

    /** Chooses the rows that there is room for, now that this many are UNKNOWN. */
    private void choose(boolean going) {
      int unknown = recorder.unknown();
      int called = running;
      boolean room = going && !recorder.mustStop();
      while (room && !todo.isEmpty()) {
        boolean marked = page.isUnknown(todo.element());
        room = (marked ? called : unknown) < options.concurrency();
        if (room) {
          unknown += marked ? 0 : 1;
          called++;
          beginning.add(todo.remove());
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
        recorder.known(row);
        recorder.result(row, result, again, execution.waits(page, answer.place()));
      }
    }

    void ask() {
      for (int place : beginning) {
        StoredRow row = page.row(place);
        callers.ask(
            new ExternalAsk<>(
                callers,
                page.external(place),
                page.handed(place),
                keys + row.sequence(),
                place,
                isFresh(row),
                options.retries()));
        running++;
      }
    }

    /** Waits until something has answered, or the run is to stop. */
    void await() {
      while (running > 0 && answers.isEmpty()) {
        try {
          Answer first = callers.next(POLL_NANOS);
          if (first != null) {
            answers.add(first);
          } else if (run.cancelled()) {
            stop();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          stop();
        }
      }
      callers.drainTo(answers);
      running = callers.isInterrupted() ? 0 : running - answers.size();
      answers.removeIf(answer -> callers.isInterrupted() && !answer.isKnown());
      answers.forEach(this::take);
    }

    /** What is under way ends by itself before a pause, and is interrupted by a cancel. */
    private void stop() {
      callers.stopWaiting();
      if (run.isCancelled()) {
        callers.interrupt();
        running = 0;
      }
    }

    private void take(Answer answer) {
      if (answer.result() != null) {
        page.result(answer.place(), answer.result());
      }
      if (broken == null) {
        broken = answer.error();
      }
    }

    void end() {
      if (broken != null) {
        throw broken;
      }
      if (callers.isInterrupted() || (run.isAskedToStop() && !todo.isEmpty())) {
        throw new RunCancelled();
      }
      if (run.ended() == null && !todo.isEmpty()) {
        run.inUnit("chunk", execution::fail);
      }
    }
  }
}
