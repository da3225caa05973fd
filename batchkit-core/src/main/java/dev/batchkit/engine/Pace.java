package dev.batchkit.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How much the next of many short units does, and how long it then leaves the store to others: as
 * long as the unit took, so that a writer that only looks in now and then finds it free.
 */
final class Pace {
  /** A writer that waits for a unit of this length looks again before the rest has passed. */
  private static final long TARGET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int FIRST = 250;
  private static final int FEWEST = 50;

  private final int most;
  private int size = FIRST;

  /**
   * Begins with little.
   *
   * @param most a unit never does more
   */
  Pace(int most) {
    this.most = most;
  }

  int size() {
    return size;
  }

  /** Learns from a unit that has been committed, and rests. */
  void did(long nanos) {
    long fitting = size * TARGET_NANOS / Math.max(1, nanos);
    size = (int) Math.max(FEWEST, Math.min(Math.min(most, size * 2L), fitting));
    LockSupport.parkNanos(Math.min(LONGEST_REST_NANOS, Math.max(SHORTEST_REST_NANOS, nanos)));
  }
}
