package dev.batchkit.measuring;

import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Measures indicators; for any number of threads. */
final class Measuring {
  private static final Duration LONGEST = Duration.ofDays(10_000);

  private final DoorOpener doors;
  private final Clock clock;
  private final ExecutorService threads;

  /**
   * For these datasets.
   *
   * @param doors opens datasets
   * @param clock tells the time, to types and for begin and end
   * @param threads where tries run; they need one each at once, and those of their datasets
   */
  Measuring(DoorOpener doors, Clock clock, ExecutorService threads) {
    this.doors = doors;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Measures an indicator, again after a failure that may be gone if the definition says so.
   *
   * <ul>
   *   <li>measured: SUCCESS, whatever the verdict;
   *   <li>not measured, or not within the time limit: FAILED, with the reason of the last try;
   *   <li>cancelled, also while it waits to be tried again: KILLED.
   * </ul>
   *
   * <p>A try that was stopped has 2 seconds to end. Then its thread is interrupted and left behind,
   * and there is no other try.
   *
   * @param type what its definition names
   * @param definition how it is measured
   * @param watch stops it
   * @param indicatorId by which the watch knows it
   * @param history what it measured before
   * @return to be closed
   * @throws InterruptedException if the thread is interrupted; the try was stopped
   * @throws java.util.concurrent.RejectedExecutionException if there is no thread for it
   * @throws VirtualMachineError if a try throws one but a StackOverflowError
   */
  Measured measure(
      IndicatorType type,
      IndicatorDefinition definition,
      Watch watch,
      long indicatorId,
      History history)
      throws InterruptedException {
    Instant startedAt = clock.instant();
    Try attempt = new Try(doors, clock, threads, type, definition, watch, indicatorId, history);
    Answer answer = attempt.once();
    int attempts = 1;
    while (isTriedAgain(answer) && attempts <= definition.retries()) {
      Stop.Cause cause = pause(watch, indicatorId, definition.retryAfter());
      if (cause != null) {
        answer = Answer.stopped(cause, "cancelled", true);
      } else {
        answer = attempt.once();
        attempts++;
      }
    }
    return measured(answer, attempts, startedAt);
  }

  private static boolean isTriedAgain(Answer answer) {
    boolean failed = answer.cause() == null || answer.cause() == Stop.Cause.TIME;
    return failed && !answer.isLasting();
  }

  /** Waits; why it was stopped meanwhile, or null. */
  private static Stop.@Nullable Cause pause(Watch watch, long indicatorId, Duration pause)
      throws InterruptedException {
    Stop stop = watch.begin(indicatorId, LONGEST);
    try {
      Duration most = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
      return stop.await(most.toNanos()) ? stop.cause() : null;
    } finally {
      watch.end(stop);
    }
  }

  private Measured measured(Answer answer, int attempts, Instant startedAt) {
    Judged judged = answer.judged();
    RecordCounts counts = judged == null ? null : judged.counts();
    return new Measured(
        status(answer),
        judged == null ? Verdict.NOT_MEASURED : judged.verdict(),
        counts,
        judged == null ? null : judged.extreme(),
        answer.reason(),
        attempts,
        startedAt,
        clock.instant(),
        judged == null ? new Kept() : judged.kept());
  }

  private static SessionStatus status(Answer answer) {
    if (answer.judged() != null) {
      return SessionStatus.SUCCESS;
    }
    return answer.cause() == Stop.Cause.SESSION ? SessionStatus.KILLED : SessionStatus.FAILED;
  }
}
