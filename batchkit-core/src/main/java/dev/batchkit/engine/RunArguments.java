package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked with.
 *
 * @param options how to execute; null for what is no execution
 * @param reason why, as a person says; null where nobody is asked
 * @param edit what is done to which rows; null for what is no edit
 */
record RunArguments(
    @Nullable ExecuteOptions options, @Nullable String reason, @Nullable Json edit) {
  static final RunArguments NONE = new RunArguments(null, null, null);

  static RunArguments of(ExecuteOptions options) {
    return new RunArguments(options, null, null);
  }

  static RunArguments because(String reason) {
    return new RunArguments(null, reason, null);
  }

  static RunArguments of(Json edit) {
    return new RunArguments(null, null, edit);
  }

  /** What the ledger keeps. */
  Json toJson(Batch batch) {
    return Json.write(
        new Kept(
            batch.id().value(),
            batch.type(),
            batch.key(),
            batch.params(),
            reason,
            edit,
            options == null ? null : options.leavesOutErrors(),
            options == null ? null : options.acceptedFailures(),
            options == null ? null : options.concurrency(),
            options == null ? null : options.retries(),
            options == null ? null : time(options),
            options == null ? null : bound(options.stopAfterFailures()),
            options == null ? null : bound(options.stopAfterFailuresInARow()),
            options == null ? null : options.reviewed(),
            options == null ? null : options.forHandler()));
  }

  private static @Nullable String time(ExecuteOptions options) {
    return options.until() == null ? null : UtcText.of(options.until());
  }

  private static @Nullable Long bound(long count) {
    return count == Long.MAX_VALUE ? null : count;
  }

  private record Kept(
      long batch,
      @Nullable String type,
      @Nullable String key,
      @Nullable Json params,
      @Nullable String reason,
      @Nullable Json edit,
      @Nullable Boolean leaveOutErrors,
      @Nullable Long acceptFailures,
      @Nullable Integer concurrency,
      @Nullable Integer retry,
      @Nullable String until,
      @Nullable Long stopAfterFailures,
      @Nullable Long stopAfterFailuresInARow,
      @Nullable Long reviewed,
      @Nullable Json options) {}
}
