package dev.batchkit.orchestration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where the ids of the ledger come from. All are UUIDs with dashes, which SQLite keeps as texts in
 * every documented column. Safe for any number of threads.
 */
public final class Ids {
  /** Of the whole process, so that what one kit records sorts after what another one did. */
  private static final Supplier<String> TIME_ORDERED = new TimeOrderedIds();

  private static final long VERSION = 0xF000L;
  private static final long VARIANT = 0xC000_0000_0000_0000L;

  private Ids() {}

  /** UUIDs of version 7, which sort in the order in which this process made them; the default. */
  public static Supplier<String> timeOrdered() {
    return TIME_ORDERED;
  }

  /** UUIDs of version 4, which tell nothing. */
  public static Supplier<String> random() {
    return () -> UUID.randomUUID().toString();
  }

  /**
   * The same ids in every run, for tests: UUIDs of version 5 whose names are {@code 1}, {@code 2}
   * and so on.
   *
   * @param namespace tells these ids from those of another namespace
   */
  public static Supplier<String> named(UUID namespace) {
    AtomicLong counter = new AtomicLong();
    return () -> named(namespace, Long.toString(counter.incrementAndGet())).toString();
  }

  private static UUID named(UUID namespace, String name) {
    ByteBuffer hash = ByteBuffer.wrap(sha1(namespace, name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & ~VERSION) | 0x5000L;
    long low = (hash.getLong() & ~VARIANT) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] sha1(UUID namespace, byte[] name) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(namespace.getMostSignificantBits());
    bytes.putLong(namespace.getLeastSignificantBits());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(bytes.array());
      return digest.digest(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
