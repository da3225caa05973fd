package dev.batchkit.testkit;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Ids that are the same in every test: UUID-shaped texts that sort in the order in which they were
 * given, the first of them {@code 00000000-0000-7000-8000-000000000001}. Safe for any number of
 * threads.
 */
public final class SequentialIds implements Supplier<String> {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final AtomicLong last = new AtomicLong();

  /** Ids from the first one on. */
  public SequentialIds() {}

  @Override
  public String get() {
    return new UUID(VERSION_7, VARIANT | last.incrementAndGet()).toString();
  }
}
