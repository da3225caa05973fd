package dev.batchkit.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that was given cannot be taken: an argument, a parameter record, a cell, a JSON text, a
 * declaration. All faults of it are listed at once.
 */
public final class InvalidValue extends BatchKitException {
  private static final long serialVersionUID = 1L;

  private final String[] faults;

  /**
   * For the engine and for stores.
   *
   * @param message the object, the rule and the way out
   * @param faults what is wrong, one entry per fault, each beginning with its path; never the value
   *     itself
   * @param cause what went wrong, or null
   */
  public InvalidValue(String message, List<String> faults, @Nullable Throwable cause) {
    super(message, cause);
    this.faults = faults.toArray(String[]::new);
  }

  /** What is wrong, one entry per fault, each beginning with its path; never the value itself. */
  public List<String> faults() {
    return List.of(faults);
  }
}
