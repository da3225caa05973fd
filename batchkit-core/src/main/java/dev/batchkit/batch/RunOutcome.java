package dev.batchkit.batch;

/** How a run ended. */
public enum RunOutcome {
  /** It did what it was asked to. */
  SUCCESS,
  /** Rows failed, or it could not go on. */
  FAILED,
  /** It was cancelled by a request or an interrupt. */
  KILLED,
  /** It was asked beforehand to stop at a time, and did; no failure. */
  PAUSED,
  /** Its process died, or lost it; recovery closed it. */
  INTERRUPTED
}
