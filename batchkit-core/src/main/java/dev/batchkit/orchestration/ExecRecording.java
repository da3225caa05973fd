package dev.batchkit.orchestration;

/** Records an exec while it goes on; what is recorded to it belongs to it. */
public interface ExecRecording extends Recorder {
  /** What it gave out; takes the place of what was said before. */
  void output(String text);

  /** Tells people about it, in Markdown; takes the place of what was said before. */
  void narrative(String markdown);

  /** Its status when it returns; 0 is success, and what it is if nobody says. */
  void status(int status);
}
