package dev.batchkit.batch;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a batch is executed. Immutable: every method that changes something gives a new one. */
public final class ExecuteOptions {
  /** The most calls that may be under way at a time. */
  public static final int MOST_CONCURRENCY = 256;

  /**
   * ERROR rows forbid it, no failure is accepted, rows are called or prepared one after the other,
   * a row that asks for it is tried again 3 times, nothing stops it early, nothing for the handler,
   * any version.
   */
  public static final ExecuteOptions DEFAULT = new ExecuteOptions(new Values());

  private final Values values;

  private ExecuteOptions(Values values) {
    this.values = values;
  }

  /** What was chosen; changed by nobody once it is in options. */
  private static final class Values implements Cloneable {
    boolean leavesOutErrors;
    long acceptedFailures;
    int concurrency = 1;
    int retries = 3;
    @Nullable Instant until;
    long stopAfterFailures = Long.MAX_VALUE;
    long stopAfterFailuresInARow = Long.MAX_VALUE;
    @Nullable Long reviewed;
    @Nullable Json forHandler;

    @Override
    public Values clone() {
      try {
        return (Values) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private ExecuteOptions with(Consumer<Values> change) {
    Values changed = values.clone();
    change.accept(changed);
    return new ExecuteOptions(changed);
  }

  /** Skips ERROR rows; without this they forbid the execution. */
  public ExecuteOptions leaveOutErrors() {
    return with(v -> v.leavesOutErrors = true);
  }

  /**
   * Lets up to so many rows fail, and stay FAILED for ever, in an execution that still counts as a
   * success; 0 if nobody says.
   *
   * @throws InvalidValue if it is negative
   */
  public ExecuteOptions acceptFailures(long count) {
    require(count >= 0, "acceptFailures", "is negative");
    return with(v -> v.acceptedFailures = count);
  }

  /**
   * Has up to so many rows called outside, or prepared, at a time, each on a thread of its own; 1
   * if nobody says. As many rows at most are UNKNOWN at any time: a row of which nobody can tell
   * what became of its call stays so, and keeps its place for the rest of the run. When no place is
   * left, the run ends FAILED.
   *
   * @throws InvalidValue if it is not 1 to {@link #MOST_CONCURRENCY}
   */
  public ExecuteOptions concurrency(int calls) {
    require(
        calls >= 1 && calls <= MOST_CONCURRENCY, "concurrency", "must be 1 to " + MOST_CONCURRENCY);
    return with(v -> v.concurrency = calls);
  }

  /**
   * Tries a row up to so many times more in the same run, if its handler asks for it; 3 if nobody
   * says. After the last it stays FAILED until the next execution.
   *
   * @throws InvalidValue if it is negative
   */
  public ExecuteOptions retry(int attempts) {
    require(attempts >= 0, "retry", "is negative");
    return with(v -> v.retries = attempts);
  }

  /**
   * Begins no row once the kit's clock shows this time. What is under way is finished; the run ends
   * PAUSED, and the batch can be executed again.
   */
  public ExecuteOptions until(Instant time) {
    return with(v -> v.until = time);
  }

  /**
   * Ends the run FAILED as soon as so many rows have failed in it.
   *
   * @throws InvalidValue if it is less than 1
   */
  public ExecuteOptions stopAfterFailures(long count) {
    require(count >= 1, "stopAfterFailures", "is less than 1");
    return with(v -> v.stopAfterFailures = count);
  }

  /**
   * Ends the run FAILED as soon as so many rows have failed in it with none applied between them.
   *
   * @throws InvalidValue if it is less than 1
   */
  public ExecuteOptions stopAfterFailuresInARow(long count) {
    require(count >= 1, "stopAfterFailuresInARow", "is less than 1");
    return with(v -> v.stopAfterFailuresInARow = count);
  }

  /**
   * Says which version of the batch was reviewed: {@link Batch#version} as the reviewer saw it. If
   * anything of the batch has changed since, the execution is refused with {@link
   * dev.batchkit.error.StaleBatch} before it begins.
   */
  public ExecuteOptions reviewed(long version) {
    return with(v -> v.reviewed = version);
  }

  /** Gives a record of options to the handler; it stands in the ledger. */
  public ExecuteOptions forHandler(Record options) {
    Json json = Json.write(options);
    return with(v -> v.forHandler = json);
  }

  /** Whether ERROR rows are skipped instead of forbidding the execution. */
  public boolean leavesOutErrors() {
    return values.leavesOutErrors;
  }

  /** How many rows may fail in an execution that still counts as a success. */
  public long acceptedFailures() {
    return values.acceptedFailures;
  }

  /** How many rows may be called outside, or prepared, at a time. */
  public int concurrency() {
    return values.concurrency;
  }

  /** How many times more a row is tried in one run. */
  public int retries() {
    return values.retries;
  }

  /** When no more rows are begun; null for no such time. */
  public @Nullable Instant until() {
    return values.until;
  }

  /** After how many failures the run ends; {@code Long.MAX_VALUE} for no such number. */
  public long stopAfterFailures() {
    return values.stopAfterFailures;
  }

  /** After how many failures in a row the run ends; {@code Long.MAX_VALUE} for no such number. */
  public long stopAfterFailuresInARow() {
    return values.stopAfterFailuresInARow;
  }

  /** The version of the batch that was reviewed; null for any. */
  public @Nullable Long reviewed() {
    return values.reviewed;
  }

  /** Options for the handler; null for none. */
  public @Nullable Json forHandler() {
    return values.forHandler;
  }

  private static void require(boolean holds, String option, String fault) {
    if (!holds) {
      throw new InvalidValue(
          "A batch cannot be executed so: " + option + " " + fault + ".",
          List.of(option + ": " + fault),
          null);
    }
  }
}
