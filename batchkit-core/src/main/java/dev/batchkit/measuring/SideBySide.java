package dev.batchkit.measuring;

import dev.batchkit.indicator.Side;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Opens both sides at the same time: the source on the thread that calls, the target on the
 * executor, or where that has no thread free, on the thread that calls as well. If one fails, the
 * other is cut short.
 */
final class SideBySide implements AutoCloseable {
  private final Stop outer;
  private final Stop both = new Stop();
  private final Runnable passOn = this::cut;
  private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();

  /** How a side is opened. */
  @FunctionalInterface
  interface Opening {
    /** Opens it; the stop is this join's own. */
    Records open(Side side, Stop stop) throws Exception;
  }

  /** Both sides, open. */
  record Opened(Records source, Records target) {}

  private SideBySide(Stop outer) {
    this.outer = outer;
  }

  /** For a join that ends when the measurement is stopped. To be closed after what it opened. */
  static SideBySide under(Stop outer) {
    SideBySide made = new SideBySide(outer);
    outer.cutBy(made.passOn);
    return made;
  }

  /** Why it is stopped, only the outer one needs to know. */
  private void cut() {
    both.now(Stop.Cause.RUN);
  }

  /**
   * Opens both.
   *
   * @throws Exception the first failure; nothing is open then, and nothing is under way
   */
  Opened open(Opening opening, ExecutorService executor) throws Exception {
    FutureTask<@Nullable Records> target = new FutureTask<>(() -> open(opening, Side.TARGET));
    try {
      executor.execute(target);
    } catch (RejectedExecutionException e) {
      target.run();
    }
    Records source = open(opening, Side.SOURCE);
    target.run();
    Records opened = ended(target);
    if (source != null && opened != null && first.get() == null) {
      return new Opened(source, opened);
    }
    close(source);
    close(opened);
    throw failure();
  }

  private @Nullable Records open(Opening opening, Side side) {
    try {
      return opening.open(side, both);
    } catch (Exception e) {
      failed(e);
      return null;
    } catch (Error e) {
      failed(new ExecutionException(e));
      return null;
    }
  }

  private void failed(Exception e) {
    first.compareAndSet(null, e);
    cut();
  }

  private Exception failure() {
    Exception failure = first.get();
    if (failure instanceof ExecutionException wrapped && wrapped.getCause() instanceof Error e) {
      throw e;
    }
    return failure == null ? new Stopped() : failure;
  }

  /** Waits for it also when interrupted, but cuts it short then: it holds a connection. */
  private @Nullable Records ended(FutureTask<@Nullable Records> task) throws Exception {
    boolean interrupted = false;
    while (true) {
      try {
        Records records = task.get();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return records;
      } catch (InterruptedException e) {
        interrupted = true;
        failed(e);
      }
    }
  }

  private static void close(@Nullable Records records) {
    if (records != null) {
      records.close();
    }
  }

  @Override
  public void close() {
    outer.done(passOn);
  }
}
