package dev.batchkit.orchestration;

/**
 * Work that is on record as an exec.
 *
 * @param <T> what it gives back
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface ExecWork<T, X extends Exception> {
  /**
   * Does the work.
   *
   * @param exec its record; of no use once this has returned
   */
  T run(ExecRecording exec) throws X;
}
