package dev.batchkit.orchestration;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7) whose 12 bits beside the time count within a
 * millisecond, so that ids of one process sort in the order in which they were made, also when the
 * clock steps back.
 */
final class TimeOrderedIds implements Supplier<String> {
  private static final int COUNTS = 1 << 12;

  private final SecureRandom random = new SecureRandom();
  private long last;

  @Override
  public String get() {
    long ticks = next();
    long high = (ticks / COUNTS) << 16 | 0x7000L | ticks % COUNTS;
    long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private synchronized long next() {
    last = Math.max(last + 1, System.currentTimeMillis() * COUNTS);
    return last;
  }
}
