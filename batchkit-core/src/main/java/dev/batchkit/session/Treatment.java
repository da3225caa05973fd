package dev.batchkit.session;

/** What becomes of a record that cannot be compared. It keeps its own finding in any case. */
public enum Treatment {
  /** It counts as an alert. */
  ALERT,
  /** It counts as a warning. */
  WARN,
  /** It counts as a record without alert. */
  NO_ALERT,
  /** The measurement fails. */
  FAIL
}
