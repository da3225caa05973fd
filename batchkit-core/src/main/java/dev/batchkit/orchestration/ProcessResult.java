package dev.batchkit.orchestration;

/**
 * What came of a program that was run.
 *
 * @param exitCode the code that it ended with; where it was killed, what the system says of that
 * @param output what it wrote to its standard output, as UTF-8; no more than was to be kept
 * @param error what it wrote to its standard error, likewise
 * @param outputBytes how much it wrote to its standard output, in bytes
 * @param errorBytes how much it wrote to its standard error, in bytes
 * @param timedOut whether it was killed because its time was over
 */
public record ProcessResult(
    int exitCode,
    String output,
    String error,
    long outputBytes,
    long errorBytes,
    boolean timedOut) {
  /** Whether it ended by itself, with 0. */
  public boolean isSuccess() {
    return exitCode == 0 && !timedOut;
  }
}
