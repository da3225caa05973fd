package dev.batchkit.sqlite;

import dev.batchkit.error.StoreBusy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One wait for other writers, with its deadline. */
final class Wait {
  private final String store;
  private final SharedFile shared;
  private final Duration patience;
  private final long began = System.nanoTime();

  Wait(String store, SharedFile shared, Duration patience) {
    this.store = store;
    this.shared = shared;
    this.patience = patience;
  }

  boolean isOver() {
    return left() <= 0;
  }

  private long left() {
    return patience.toNanos() - (System.nanoTime() - began);
  }

  /** An interrupt does not end the wait, since a run that was interrupted still has to say so. */
  void lock() {
    ReentrantLock writing = shared.writing;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (writing.tryLock(Math.max(0, left()), TimeUnit.NANOSECONDS)) {
            return;
          }
          throw busy("the unit " + shared.step + " of this process", null);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** SQLite said BUSY until the deadline. */
  StoreBusy busy(Exception cause) {
    return busy("another process or program", cause);
  }

  private StoreBusy busy(String holder, @Nullable Exception cause) {
    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return new StoreBusy(
        "The store "
            + store
            + " is busy: "
            + holder
            + " kept its write lock for "
            + waited
            + " ms. Try again, or give a longer busyTimeout.",
        waited,
        cause);
  }
}
