package dev.batchkit.batch;

import dev.batchkit.error.InvalidValue;
import java.util.List;

/** The five documented words for the state of a batch. */
public enum BatchStatus {
  /** It may be populated, refreshed, edited and executed. */
  PENDING("Pending"),
  /** A run holds it. */
  RUNNING("Running"),
  /** It was executed; frozen. */
  SUCCESS("Success"),
  /** Its execution ended with rows that failed or were not reached; it can be executed again. */
  FAILED("Failed"),
  /** Its execution was cancelled, and can be resumed; or it was discarded, and is frozen. */
  KILLED("Killed");

  private final String word;

  BatchStatus(String word) {
    this.word = word;
  }

  /** The documented word, as it is stored. */
  public String word() {
    return word;
  }

  /**
   * The status for a stored word.
   *
   * @throws InvalidValue if it is none of the five
   */
  public static BatchStatus of(String word) {
    for (BatchStatus status : values()) {
      if (status.word.equals(word)) {
        return status;
      }
    }
    throw new InvalidValue(
        "A batch has a status that is none of the five documented words.",
        List.of("status: unknown word"),
        null);
  }
}
