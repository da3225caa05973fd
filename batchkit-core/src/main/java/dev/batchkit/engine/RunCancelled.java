package dev.batchkit.engine;

/** Ends a run that was asked to stop, from wherever it is. */
final class RunCancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunCancelled() {
    super("the run was cancelled", null, false, false);
  }
}
