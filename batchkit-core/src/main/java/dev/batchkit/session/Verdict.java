package dev.batchkit.session;

/** What a session says of the data, from good to grave. */
public enum Verdict {
  /** Everything that was measured is as it should be. */
  OK,
  /** There was nothing to measure, or nothing to compare it with yet. */
  NO_DATA,
  /** Somebody should look at it. */
  WARN,
  /** The alert condition holds. */
  ALERT,
  /** It could not be measured, so nobody knows. */
  NOT_MEASURED
}
