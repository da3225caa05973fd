package dev.batchkit.store;

/**
 * One thing that was looked at, and what was found. It holds no value of a row.
 *
 * @param name what was looked at
 * @param level how it is
 * @param detail what was found, in one line
 */
public record Check(String name, Level level, String detail) {
  /** How something is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Somebody should look at it. */
    WARN,
    /** Something is broken. */
    FAULT
  }

  /** Something that is as it should be. */
  public static Check ok(String name, String detail) {
    return new Check(name, Level.OK, detail);
  }

  /** Something that somebody should look at. */
  public static Check warn(String name, String detail) {
    return new Check(name, Level.WARN, detail);
  }

  /** Something that is broken. */
  public static Check fault(String name, String detail) {
    return new Check(name, Level.FAULT, detail);
  }

  /** As it should be if there is nothing to say against it, else broken. */
  public static Check of(String name, String detail, java.util.List<String> faults) {
    return faults.isEmpty() ? ok(name, detail) : fault(name, String.join("; ", faults));
  }
}
