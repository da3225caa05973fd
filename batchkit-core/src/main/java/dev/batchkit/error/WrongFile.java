package dev.batchkit.error;

import org.jspecify.annotations.Nullable;

/** The file is not one that may be opened this way. It is left byte for byte as it was. */
public final class WrongFile extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param path the file
   * @param cause what went wrong, or null
   */
  public WrongFile(String message, String path, @Nullable Throwable cause) {
    super(message, cause);
    this.path = path;
  }

  /** The file. */
  public String path() {
    return path;
  }
}
