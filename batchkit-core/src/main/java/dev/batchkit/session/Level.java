package dev.batchkit.session;

/** How a record counts, from mild to grave. */
public enum Level {
  /** As it should be. */
  NO_ALERT,
  /** To be looked at; among the documented counts it is without alert. */
  WARN,
  /** It counts among the records with an alert. */
  ALERT
}
