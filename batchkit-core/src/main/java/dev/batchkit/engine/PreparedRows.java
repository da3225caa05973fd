package dev.batchkit.engine;

import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowPreparation;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has rows of a page prepared on the threads of the callers, and each written as it is ready: it is
 * then a row with work in the store. Until then nothing of it is stored, so there is nothing to be
 * found out if the run dies.
 */
final class PreparedRows<R> {
  private static final RowResult NOTHING =
      RowResult.failed("the handler's preparation gave no work for this row");

  private final Execution<?, R> execution;
  private final ActiveRun<?, R> run;
  private final ExecuteOptions options;
  private final Recorder recorder;
  private final Callers callers;
  private final PlainRows<R> plain;
  private final ChunkSize unheeded = new ChunkSize();

  PreparedRows(
      Execution<?, R> execution,
      ActiveRun<?, R> run,
      ExecuteOptions options,
      Recorder recorder,
      Callers callers,
      PlainRows<R> plain) {
    this.execution = execution;
    this.run = run;
    this.options = options;
    this.recorder = recorder;
    this.callers = callers;
    this.plain = plain;
  }

  /** Prepares and writes them. */
  void write(Page<R> page) throws Exception {
    Preparing preparing = new Preparing(page);
    try {
      do {
        preparing.write();
        preparing.begin();
        preparing.calls.await();
      } while (preparing.calls.areUnderWay() && !callers.isInterrupted());
    } finally {
      preparing.calls.answers().forEach(Answer::close);
    }
    preparing.calls.end();
  }

  /** The rows of one page that are prepared. */
  private final class Preparing {
    private final Page<R> page;
    private final Calls calls;
    private int stage;

    Preparing(Page<R> page) {
      this.page = page;
      calls = new Calls(execution, run, recorder, callers, page.preparations());
    }

    /** Begins as many as there is room for, now that nothing waits to be written. */
    void begin() {
      boolean going = calls.areGoing() && !recorder.mustStop();
      while (going && calls.running() < options.concurrency() && isNextDue()) {
        int place = calls.todo().remove();
        stage = page.stage(place);
        RowPreparation<R> preparation = page.preparation(place);
        Row<R> row = page.handed(place);
        calls.ask(place, () -> prepare(place, row, preparation));
      }
    }

    /** Whether a row is left, and none before its barrier is under way. */
    private boolean isNextDue() {
      Integer next = calls.todo().peek();
      return next != null && (calls.running() == 0 || page.stage(next) == stage);
    }

    /** Writes what is ready: at once what can be, then one by one what has parts ahead of it. */
    void write() throws Exception {
      calls.dropWhatWasCut();
      calls.answers().forEach(this::take);
      List<Answer> atOnce =
          calls.answers().stream().filter(answer -> !hasAhead(answer.place())).toList();
      if (!atOnce.isEmpty()) {
        write(atOnce);
      }
      while (!calls.answers().isEmpty()) {
        Answer next = calls.answers().get(0);
        while (hasAhead(next.place())) {
          ahead(next.place());
        }
        write(List.of(next));
      }
    }

    @SuppressWarnings("unchecked") // it is the work of a row of this page
    private void take(Answer answer) {
      if (answer.work() != null) {
        page.prepared(answer.place(), (PreparedWork<R>) answer.work());
      } else if (answer.result() != null) {
        page.settle(answer.place(), answer.result());
      }
    }

    private boolean hasAhead(int place) {
      try {
        return page.hasAhead(place);
      } catch (Exception e) {
        page.settle(place, Activities.failure(e));
        return false;
      }
    }

    private void ahead(int place) throws Exception {
      if (run.cancelled() && run.isCancelled()) {
        throw new RunCancelled();
      }
      try {
        run.inUnit("ahead", unit -> ahead(place, new HandlerTx(run, unit)));
      } catch (RowFailed failed) {
        page.settle(place, Activities.failure(failed.getCause()));
      }
    }

    private @Nullable RunOutcome ahead(int place, StoreTx tx) throws Exception {
      try {
        page.ahead(place, tx);
        return null;
      } catch (Exception e) {
        throw RowFailed.of(place, e);
      }
    }

    private void write(List<Answer> answers) throws Exception {
      int[] places = answers.stream().mapToInt(Answer::place).sorted().toArray();
      plain.write(page, places, (unit, all) -> null, unheeded);
      for (Answer answer : answers) {
        calls.answers().removeIf(one -> one.place() == answer.place());
        page.release(answer.place());
        answer.close();
      }
    }
  }

  /** On a thread of the callers. */
  private static <R> Answer prepare(int place, Row<R> row, RowPreparation<R> preparation) {
    try {
      PreparedWork<R> work = preparation.prepare(row);
      return work == null ? Answer.of(place, NOTHING) : Answer.prepared(place, work);
    } catch (InterruptedException e) {
      return Answer.unknown(place, "the preparation was cut off");
    } catch (Exception e) {
      return Answer.of(place, Activities.failure(e));
    }
  }
}
