package dev.batchkit.orchestration;

/** A line of the log that was recorded. Safe for any number of threads. */
public interface LogLine {
  /** Its id. */
  String id();

  /**
   * Records a line beneath this one.
   *
   * @throws dev.batchkit.error.InvalidValue if a text cannot be stored exactly; nothing is recorded
   * @throws dev.batchkit.error.RecordingEnded if the session has ended
   */
  LogLine log(String category, String content);
}
