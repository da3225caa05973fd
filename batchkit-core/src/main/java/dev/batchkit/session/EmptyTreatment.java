package dev.batchkit.session;

/** What is said of a session whose result dataset has no records. */
public enum EmptyTreatment {
  /** {@link Verdict#NO_DATA}. */
  NO_DATA,
  /** {@link Verdict#OK}. */
  OK,
  /** {@link Verdict#ALERT}, with no records. */
  ALERT,
  /** The measurement fails. */
  FAIL
}
