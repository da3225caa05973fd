package dev.batchkit.engine;

import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How much the next of many short units does, and how long each then leaves the store to others.
 *
 * <p>SQLite does not queue writers: who finds the file locked looks again, at most 25 ms later
 * during its first 128 ms. A rest that is longer than that cannot be missed, so nobody waits longer
 * than for the unit that he met, and until he looks again.
 */
final class Pace {
  private static final long TARGET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(27);
  private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int FIRST = 250;
  private static final int FEWEST = 50;

  private final Store store;
  private final int most;
  private int size;

  /**
   * Begins with little.
   *
   * @param most a unit never does more
   */
  Pace(Store store, int most) {
    this.store = store;
    this.most = most;
    this.size = Math.min(most, FIRST);
  }

  /** What is done in one unit. */
  @FunctionalInterface
  interface Step<T> {
    /** Does about so many things. */
    T in(Unit unit, int size);
  }

  /** Does a unit, learns from how long it took, and rests. */
  <T> T step(String name, Step<T> step) {
    long[] begun = new long[1];
    T result =
        store.<T, RuntimeException>inUnit(
            name,
            unit -> {
              begun[0] = System.nanoTime();
              return step.in(unit, size);
            });
    long nanos = Math.max(1, System.nanoTime() - begun[0]);
    size = (int) Math.max(FEWEST, Math.min(Math.min(most, size * 2L), size * TARGET_NANOS / nanos));
    LockSupport.parkNanos(Math.min(LONGEST_REST_NANOS, Math.max(SHORTEST_REST_NANOS, nanos)));
    return result;
  }
}
