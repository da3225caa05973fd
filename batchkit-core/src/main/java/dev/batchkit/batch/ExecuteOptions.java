package dev.batchkit.batch;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a batch is executed. Immutable: every method that changes something gives a new one.
 *
 * @param leavesOutErrors whether ERROR rows are skipped instead of forbidding the execution
 * @param acceptedFailures how many rows may fail, and stay FAILED for ever, in an execution that
 *     still counts as a success
 * @param forHandler options for the handler; null for none
 * @param reviewed the version of the batch that was reviewed; null for any
 */
public record ExecuteOptions(
    boolean leavesOutErrors,
    long acceptedFailures,
    @Nullable Json forHandler,
    @Nullable Long reviewed) {
  /** ERROR rows forbid it, no failure is accepted, nothing for the handler, any version. */
  public static final ExecuteOptions DEFAULT = new ExecuteOptions(false, 0, null, null);

  /**
   * Checks the number.
   *
   * @throws InvalidValue if it is negative
   */
  public ExecuteOptions {
    if (acceptedFailures < 0) {
      throw new InvalidValue(
          "The number of accepted failures must not be negative.",
          List.of("acceptedFailures: is negative"),
          null);
    }
  }

  /** Skips ERROR rows. */
  public ExecuteOptions leaveOutErrors() {
    return new ExecuteOptions(true, acceptedFailures, forHandler, reviewed);
  }

  /** Lets up to so many rows fail. */
  public ExecuteOptions acceptFailures(long count) {
    return new ExecuteOptions(leavesOutErrors, count, forHandler, reviewed);
  }

  /** Gives a record of options to the handler; it stands in the ledger. */
  public ExecuteOptions forHandler(Record options) {
    return new ExecuteOptions(leavesOutErrors, acceptedFailures, Json.write(options), reviewed);
  }

  /**
   * Says which version of the batch was reviewed: {@link Batch#version} as the reviewer saw it. If
   * anything of the batch has changed since, the execution is refused with {@link
   * dev.batchkit.error.StaleBatch} before it begins.
   */
  public ExecuteOptions reviewed(long version) {
    return new ExecuteOptions(leavesOutErrors, acceptedFailures, forHandler, version);
  }
}
