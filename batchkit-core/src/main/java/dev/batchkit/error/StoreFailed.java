package dev.batchkit.error;

import org.jspecify.annotations.Nullable;

/** The store could not be read or written. The unit of work was rolled back as a whole. */
public final class StoreFailed extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param code the code of the underlying error, such as {@code SQLITE_FULL}
   * @param cause what went wrong, or null
   */
  public StoreFailed(String message, String code, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The code of the underlying error, such as {@code SQLITE_FULL}. */
  public String code() {
    return code;
  }
}
