package dev.batchkit.measuring;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops one try at a measurement from outside. Whoever does what takes long registers how to cut it
 * short, and asks in between. Safe for any number of threads.
 */
final class Stop {
  /** Why it is stopped. */
  enum Cause {
    /** The run of the batch is to end. */
    RUN,
    /** Somebody cancelled this session. */
    SESSION,
    /** Its time is over. */
    TIME
  }

  private final Set<Runnable> cuts = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Cause cause;

  /** Stops it, for the first cause that comes; done again without harm. */
  void now(Cause why) {
    synchronized (stopped) {
      if (cause == null) {
        cause = why;
      }
    }
    stopped.countDown();
    cuts.forEach(Runnable::run);
  }

  /** Why it was stopped; null if it was not. */
  @Nullable Cause cause() {
    return cause;
  }

  /**
   * Ends the caller's work here if it was stopped.
   *
   * @throws Stopped to end it
   */
  void require() {
    if (cause != null) {
      throw new Stopped();
    }
  }

  /**
   * Registers how to cut something short that is about to be done; run at once if it was stopped
   * already. It may be run more than once, on any thread, and must not throw.
   */
  void cutBy(Runnable cut) {
    cuts.add(cut);
    if (cause != null) {
      cut.run();
    }
  }

  /** Forgets what {@link #cutBy} registered: it was done. */
  void done(Runnable cut) {
    cuts.remove(cut);
  }

  /** Waits this long, or until it is stopped; whether it was stopped. */
  boolean await(long nanos) throws InterruptedException {
    return stopped.await(nanos, TimeUnit.NANOSECONDS);
  }
}
