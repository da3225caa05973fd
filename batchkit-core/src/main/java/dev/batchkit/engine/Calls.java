package dev.batchkit.engine;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one page that are asked for on the threads of the callers: which are still to be, how
 * many are under way, and what has come of the others.
 */
final class Calls {
  private static final long POLL_NANOS = 100_000_000;

  private final Execution<?, ?> execution;
  private final ActiveRun<?, ?> run;
  private final Recorder recorder;
  private final Callers callers;
  private final Deque<Integer> todo;
  private final List<Answer> answers = new ArrayList<>();
  private int running;
  private boolean cut;
  private @Nullable Error broken;

  /**
   * Makes them.
   *
   * @param todo the places of the rows in their page, in the order in which they are to be asked
   *     for; they are taken out of it
   */
  Calls(
      Execution<?, ?> execution,
      ActiveRun<?, ?> run,
      Recorder recorder,
      Callers callers,
      Deque<Integer> todo) {
    this.execution = execution;
    this.run = run;
    this.recorder = recorder;
    this.callers = callers;
    this.todo = todo;
  }

  /** The places of the rows that are still to be asked for. */
  Deque<Integer> todo() {
    return todo;
  }

  /** What came in, and was not dealt with yet; it is taken out of this. */
  List<Answer> answers() {
    return answers;
  }

  int running() {
    return running;
  }

  boolean areUnderWay() {
    return running > 0 || !answers.isEmpty();
  }

  /** Whether more may be asked for. */
  boolean areGoing() {
    return broken == null && !cut && !run.cancelled();
  }

  /** Whether no call is under way, and none was cut off or broke. */
  boolean areOver() {
    return running == 0 && broken == null && !callers.isInterrupted();
  }

  void ask(int place, Supplier<Answer> question) {
    callers.ask(place, question);
    running++;
  }

  /** Waits until something has come in, or the run is to stop. */
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
    if (callers.isInterrupted()) {
      running = 0;
      return;
    }
    running -= answers.size();
    for (Answer answer : answers) {
      broken = broken == null ? answer.error() : broken;
    }
  }

  /** What is under way ends by itself before a pause, and is interrupted by a cancel. */
  private void stop() {
    callers.stopWaiting();
    if (run.isCancelled()) {
      callers.interrupt();
      running = 0;
    }
  }

  /**
   * Takes out what came to nothing, because it was cut off or broke: those rows stay as they are.
   */
  void dropWhatWasCut() {
    cut |= answers.removeIf(answer -> answer.work() == null && answer.result() == null);
  }

  /** Ends the run if it cannot go on after these. */
  void end() {
    if (run.ended() != null) {
      return;
    }
    if (broken != null) {
      throw broken;
    }
    boolean failed = recorder.mustStop();
    boolean stopped = run.isAskedToStop() && !todo.isEmpty() && !failed;
    if (callers.isInterrupted() || stopped || cut) {
      throw new RunCancelled();
    }
    if (failed || !todo.isEmpty()) {
      run.inUnit("chunk", execution::fail);
    }
  }
}
