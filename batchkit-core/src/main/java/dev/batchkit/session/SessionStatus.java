package dev.batchkit.session;

import dev.batchkit.error.InvalidValue;
import java.util.List;

/** The five documented words for the state of a session. */
public enum SessionStatus {
  /** Nobody has begun to measure it; batchkit itself stores no such session. */
  PENDING("Pending"),
  /** It is being measured, or its records are being stored. */
  RUNNING("Running"),
  /** It was measured, whatever came out. */
  SUCCESS("Success"),
  /** It could not be measured; executing its batch again tries it again. */
  FAILED("Failed"),
  /** Its measurement was cancelled; executing its batch again tries it again. */
  KILLED("Killed");

  private final String word;

  SessionStatus(String word) {
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
  public static SessionStatus of(String word) {
    for (SessionStatus status : values()) {
      if (status.word.equals(word)) {
        return status;
      }
    }
    throw new InvalidValue(
        "A session has a status that is none of the five documented words.",
        List.of("status: unknown word"),
        null);
  }
}
