package dev.batchkit.measuring;

import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.session.IndicatorDefinition;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to measure an indicator, on a thread of its own, so that one that does not end when it is
 * stopped can be left behind.
 *
 * @param doors opens its datasets
 * @param clock tells types the time
 * @param threads runs it
 * @param type measures it
 * @param definition says how
 * @param watch stops it
 * @param indicatorId by which the watch knows it
 * @param history what was measured before
 */
record Try(
    DoorOpener doors,
    Clock clock,
    ExecutorService threads,
    IndicatorType type,
    IndicatorDefinition definition,
    Watch watch,
    long indicatorId,
    History history) {
  private static final Logger LOG = LoggerFactory.getLogger(Try.class);

  /** How long one that was stopped has to end. */
  private static final long GRACE_SECONDS = 2;

  /** What a try ends with: one of the two. */
  private record End(@Nullable Judged judged, @Nullable Throwable thrown) {
    /** Nobody will take it. */
    void forget() {
      if (judged != null) {
        judged.kept().close();
      }
      if (thrown instanceof Error) {
        LOG.warn("A measurement that was left behind ended with {}", thrown.getClass().getName());
      }
    }
  }

  /**
   * Tries once, and waits for the end.
   *
   * @throws InterruptedException if the thread is interrupted; the try was stopped, and left behind
   *     if it did not end
   * @throws VirtualMachineError if the try throws one; any other error is a failure of the try
   */
  Answer once() throws InterruptedException {
    Stop stop = watch.begin(indicatorId, definition.timeLimit());
    CompletableFuture<End> end = new CompletableFuture<>();
    End taken = null;
    try {
      Future<?> task = threads.submit(() -> end.complete(run(stop)));
      try {
        taken = await(stop, end);
      } finally {
        if (taken == null) {
          task.cancel(true);
        }
      }
      return answer(stop, taken);
    } finally {
      watch.end(stop);
      if (taken == null) {
        var unused = end.thenAccept(End::forget);
      }
    }
  }

  /** The end of the try; null if it was stopped and does not end. */
  private @Nullable End await(Stop stop, CompletableFuture<End> end) throws InterruptedException {
    CountDownLatch woken = new CountDownLatch(1);
    var unused = end.thenRun(woken::countDown);
    stop.cutBy(woken::countDown);
    try {
      woken.await();
    } catch (InterruptedException e) {
      watch.cut(stop, Stop.Cause.RUN);
      inGrace(end);
      throw e;
    }
    return inGrace(end);
  }

  private static @Nullable End inGrace(CompletableFuture<End> end) throws InterruptedException {
    try {
      return end.get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer answer(Stop stop, @Nullable End end) {
    if (end != null && end.judged() != null) {
      return Answer.of(end.judged());
    }
    Throwable thrown = end == null ? null : end.thrown();
    if (thrown instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
      throw error;
    }
    Stop.Cause cause = stop.cause();
    return thrown != null && cause == null
        ? Answer.failed(thrown)
        : stopped(cause == null ? Stop.Cause.RUN : cause, end == null);
  }

  private Answer stopped(Stop.Cause cause, boolean isLeft) {
    String what =
        cause == Stop.Cause.TIME
            ? "It took longer than its time limit of " + definition.timeLimit()
            : "cancelled";
    String left =
        "; it did not end within " + GRACE_SECONDS + " seconds after that and was left behind";
    return Answer.stopped(cause, isLeft ? what + left : what, isLeft);
  }

  /** On the thread of the try. */
  private End run(Stop stop) {
    Kept kept = new Kept();
    try {
      Judge judge = new Judge(definition, type, kept);
      stop.require();
      try (DatasetDoor door = doors.open(definition, stop, threads)) {
        type.measure(new TryMeasurement(definition, door, judge, stop, clock, history));
      }
      stop.require();
      return new End(judge.finish(), null);
    } catch (Throwable thrown) {
      return new End(null, closed(kept, thrown));
    }
  }

  private static Throwable closed(Kept kept, Throwable thrown) {
    try {
      kept.close();
    } catch (RuntimeException e) {
      thrown.addSuppressed(e);
    }
    return thrown;
  }
}
