package dev.batchkit.error;

import org.jspecify.annotations.Nullable;

/** Another process or thread held the write lock of the store until the deadline passed. */
public final class StoreBusy extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final long waitedMillis;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param waitedMillis how long this call waited, in milliseconds
   * @param cause what went wrong, or null
   */
  public StoreBusy(String message, long waitedMillis, @Nullable Throwable cause) {
    super(message, cause);
    this.waitedMillis = waitedMillis;
  }

  /** How long this call waited, in milliseconds. */
  public long waitedMillis() {
    return waitedMillis;
  }
}
