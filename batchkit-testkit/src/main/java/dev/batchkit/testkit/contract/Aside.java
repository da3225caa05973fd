package dev.batchkit.testkit.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work on another thread, which goes on beside that of the test.
 *
 * @param <T> what it gives
 */
final class Aside<T> {
  private static final long DEADLINE_SECONDS = 30;

  private final FutureTask<T> task;
  private final Thread thread;

  private Aside(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, "aside");
    thread.setDaemon(true);
    thread.start();
  }

  static <T> Aside<T> run(Callable<T> work) {
    return new Aside<>(work);
  }

  /** Waits for what it gives; throws what it threw. */
  T get() throws Exception {
    try {
      return task.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError("the work aside did not end", e);
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Waits for a signal. */
  static void await(CountDownLatch signal) throws InterruptedException {
    if (!signal.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the signal did not come");
    }
  }
}
