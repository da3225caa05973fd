package dev.batchkit.measuring;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How something that takes long is cut short when its measurement is stopped: it is asked to end,
 * again and again, since the first time it may not have begun yet; and if after a grace it has not
 * ended, what it works on is taken away. Each on a thread of its own: a driver may take its time.
 */
final class Cut implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cut.class);
  private static final long AGAIN_MILLIS = 50;
  private static final long GRACE_MILLIS = 1000;

  private final Stop stop;
  private final Step ask;
  private final Step take;
  private final Runnable cut = this::begin;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ReentrantLock asking = new ReentrantLock();
  private final ReentrantLock taking = new ReentrantLock();

  /** A way to cut short. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private Cut(Stop stop, Step ask, Step take) {
    this.stop = stop;
    this.ask = ask;
    this.take = take;
  }

  /**
   * Registers how, until this is closed.
   *
   * @param ask asks it to end
   * @param take takes away what it works on
   */
  static Cut by(Stop stop, Step ask, Step take) {
    Cut made = new Cut(stop, ask, take);
    stop.cutBy(made.cut);
    return made;
  }

  private void begin() {
    if (begun.compareAndSet(false, true)) {
      daemon(this::askAgain);
      daemon(this::takeAway);
    }
  }

  /** Runs something on a thread of its own. */
  static void daemon(Runnable work) {
    Thread thread = new Thread(work, "batchkit-cut");
    thread.setDaemon(true);
    thread.start();
  }

  private void askAgain() {
    do {
      attempt(asking, ask);
    } while (!isOverWithin(AGAIN_MILLIS));
  }

  private void takeAway() {
    if (!isOverWithin(GRACE_MILLIS)) {
      attempt(taking, take);
    }
  }

  private boolean isOverWithin(long millis) {
    try {
      return over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void attempt(ReentrantLock lock, Step step) {
    lock.lock();
    try {
      if (over.getCount() > 0) {
        step.run();
      }
    } catch (Exception | LinkageError e) {
      LOG.debug("What was to be cut short could not be: {}", e.getClass().getName());
    } finally {
      lock.unlock();
    }
  }

  /** It has ended: nothing is asked or taken any more after this, unless that hangs. */
  @Override
  public void close() {
    stop.done(cut);
    over.countDown();
    boolean interrupted = Thread.interrupted();
    try {
      await(asking);
      await(taking);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(ReentrantLock lock) throws InterruptedException {
    if (lock.tryLock(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
      lock.unlock();
    }
  }
}
