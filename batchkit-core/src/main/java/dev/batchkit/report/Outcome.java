package dev.batchkit.report;

/** How a session went, in one word. */
public enum Outcome {
  /** It ended, and did not fail. */
  SUCCEEDED("Succeeded"),

  /** It ended, and did not fail; but something in it did, or left errors. */
  SUCCEEDED_WITH_FAULTS("Succeeded with faults"),

  /** It failed, or was left before it was finished. */
  FAILED("Failed"),

  /** It goes on. */
  RUNNING("Running"),

  /** It has not ended, and nobody is known to be at work on it. */
  ABANDONED("Abandoned");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** The name of it for people. */
  public String label() {
    return label;
  }
}
