package dev.batchkit.engine;

import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.ClaimLost;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.spi.RowResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes runs from their claim to their last words, and knows which are going on in this process.
 */
final class Activities {
  private static final Logger LOG = LoggerFactory.getLogger(Activities.class);

  private final Set<String> announced = ConcurrentHashMap.newKeySet();
  private final Map<String, ActiveRun<?, ?>> active = new ConcurrentHashMap<>();
  private boolean closing;

  /** Whether this process has the run, or is about to claim for it. */
  boolean isActive(String runId) {
    return announced.contains(runId);
  }

  /**
   * Says that a claim for this run is under way, so that nobody takes it for a run that was lost.
   */
  void announce(String runId) {
    announced.add(runId);
  }

  /** Says that the claim was not granted. */
  void retract(String runId) {
    announced.remove(runId);
  }

  void cancel(String runId) {
    ActiveRun<?, ?> run = active.get(runId);
    if (run != null) {
      run.requestCancel();
    }
  }

  /** Asks all runs to stop, and waits. */
  synchronized void close(Duration timeout) {
    closing = true;
    active.values().forEach(ActiveRun::requestCancel);
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean interrupted = false;
    while (!active.isEmpty() && System.nanoTime() < deadline && !interrupted) {
      try {
        wait(Math.max(1, Math.min(1000, (deadline - System.nanoTime()) / 1_000_000)));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!active.isEmpty()) {
      LOG.warn("{} runs did not stop in time; the next open recovers them", active.size());
    }
  }

  private synchronized void begin(ActiveRun<?, ?> run) {
    active.put(run.log().id(), run);
    if (closing) {
      run.requestCancel();
    }
  }

  private synchronized void forget(ActiveRun<?, ?> run) {
    active.remove(run.log().id());
    announced.remove(run.log().id());
    notifyAll();
  }

  Run run(ActiveRun<?, ?> run, Supplier<RunBody> body) {
    begin(run);
    long begun = System.nanoTime();
    MDC.put("batchkit.batch", run.batch().id().toString());
    MDC.put("batchkit.run", run.log().id());
    try {
      LOG.info("{} {} begins", run.batch().name(), run.activity().word());
      go(run, body.get());
      Run ended = run.ended();
      if (ended == null) {
        throw new IllegalStateException("a run has ended when its body has returned");
      }
      return ended;
    } finally {
      forget(run);
      run.log().tell(true);
      report(run, begun);
      MDC.remove("batchkit.batch");
      MDC.remove("batchkit.run");
    }
  }

  private static void report(ActiveRun<?, ?> run, long begun) {
    Run ended = run.log().run(run.ended() == null ? null : run.ended().outcome());
    LOG.info(
        "{} {} ends {}: {} rows, {} failed, {} skipped, {} issues, {} ms",
        run.batch().name(),
        run.activity().word(),
        ended.outcome(),
        ended.done(),
        ended.failed(),
        ended.skipped(),
        ended.issues(),
        (System.nanoTime() - begun) / 1_000_000);
  }

  private void go(ActiveRun<?, ?> run, RunBody body) {
    try {
      body.go();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abandon(run, body, RunOutcome.KILLED, null);
    } catch (RunCancelled e) {
      abandon(run, body, run.stopOutcome(), null);
    } catch (ClaimLost e) {
      throw e;
    } catch (BatchKitException e) {
      abandon(run, body, RunOutcome.FAILED, e);
      throw e;
    } catch (VirtualMachineError e) {
      abandon(run, body, RunOutcome.FAILED, e);
      throw e;
    } catch (Exception | Error e) {
      HandlerFailed failed = handlerFailed(run, e);
      abandon(run, body, run.isAskedToStop() ? run.stopOutcome() : RunOutcome.FAILED, failed);
      Run ended = run.ended();
      if (ended == null || ended.outcome() == RunOutcome.FAILED) {
        throw failed;
      }
    }
  }

  /** Ends a run that did not end itself; if even that fails, recovery does it. */
  private void abandon(
      ActiveRun<?, ?> run, RunBody body, RunOutcome outcome, @Nullable Throwable cause) {
    boolean interrupted = Thread.interrupted();
    try {
      run.clearOutside();
      run.inUnit(
          "abandon",
          cause,
          unit -> {
            unit.sessions().interrupt(run.batch().id().value(), run.log().now());
            HeaderDraft header = new HeaderDraft(run.batch());
            body.abandon(header, outcome);
            run.settle(unit, header);
            return outcome;
          });
    } catch (BatchKitException e) {
      if (cause == null) {
        throw e;
      }
      cause.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static HandlerFailed handlerFailed(ActiveRun<?, ?> run, Throwable cause) {
    return failed(run, "its handler " + run.binding().handler().getClass().getName(), cause);
  }

  /** A failure of what the handler, or somebody in its place, does in a run. */
  static HandlerFailed failed(ActiveRun<?, ?> run, String culprit, Throwable cause) {
    return new HandlerFailed(
        run.batch().name()
            + ": "
            + culprit
            + " threw "
            + cause.getClass().getName()
            + " in run "
            + run.log().id()
            + ". The cause tells more; mend it and "
            + run.activity().word()
            + " the batch again.",
        run.batch().id().value(),
        run.binding().type().key(),
        run.log().id(),
        cause);
  }

  /**
   * What a row's own exception makes of the row; its text may stand in the row's outcome, nowhere
   * else.
   */
  static RowResult failure(@Nullable Throwable cause) {
    return RowResult.failed(text(cause));
  }

  /** What a row's own exception says, without half of a surrogate pair. */
  static String text(@Nullable Throwable cause) {
    String text = String.valueOf(cause);
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
