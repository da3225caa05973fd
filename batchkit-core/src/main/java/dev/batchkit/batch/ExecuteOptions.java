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
 */
public record ExecuteOptions(
    boolean leavesOutErrors, long acceptedFailures, @Nullable Json forHandler) {
  /** ERROR rows forbid it, no failure is accepted, nothing for the handler. */
  public static final ExecuteOptions DEFAULT = new ExecuteOptions(false, 0, null);

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
    return new ExecuteOptions(true, acceptedFailures, forHandler);
  }

  /** Lets up to so many rows fail. */
  public ExecuteOptions acceptFailures(long count) {
    return new ExecuteOptions(leavesOutErrors, count, forHandler);
  }

  /** Gives a record of options to the handler; it stands in the ledger. */
  public ExecuteOptions forHandler(Record options) {
    return new ExecuteOptions(leavesOutErrors, acceptedFailures, Json.write(options));
  }
}
