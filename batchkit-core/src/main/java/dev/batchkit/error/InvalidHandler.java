package dev.batchkit.error;

import org.jspecify.annotations.Nullable;

/** A handler or a batch type cannot be registered, or a type cannot be run on this store. */
public final class InvalidHandler extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String typeKey;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param typeKey the key of the batch type
   * @param cause what went wrong, or null
   */
  public InvalidHandler(String message, String typeKey, @Nullable Throwable cause) {
    super(message, cause);
    this.typeKey = typeKey;
  }

  /** The key of the batch type. */
  public String typeKey() {
    return typeKey;
  }
}
