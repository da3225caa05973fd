package dev.batchkit.orchestration;

/** How far an orchestration session is. */
public enum SessionState {
  /** It has not ended, and a kit that lives holds it. */
  RUNNING,

  /** It has ended, well or not. */
  FINISHED,

  /**
   * It has not ended, and nobody alive is known to hold it: its process died, or another program
   * wrote it, of which nobody can tell whether it lives.
   */
  ABANDONED
}
