package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Run;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.json.Json;
import dev.batchkit.recording.Thrown;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The last words of a run, for programs and for people. */
final class Diagnostics {
  private final Batch batch;
  private final Run run;
  private final @Nullable String seal;
  private final @Nullable Throwable cause;

  Diagnostics(Batch batch, Run run, @Nullable String seal, @Nullable Throwable cause) {
    this.batch = batch;
    this.run = run;
    this.seal = seal;
    this.cause = cause;
  }

  private record Summary(
      long batch,
      @Nullable String type,
      String activity,
      int attempt,
      String outcome,
      long done,
      long failed,
      long skipped,
      long issues,
      @Nullable String seal,
      @Nullable Json error) {}

  Json json() {
    return Json.write(
        new Summary(
            batch.id().value(),
            batch.type(),
            run.activity().word(),
            run.attempt(),
            outcome(),
            run.done(),
            run.failed(),
            run.skipped(),
            run.issues(),
            seal,
            cause == null ? null : error()));
  }

  /** The ledger is the one place that keeps the text of a handler's exception. */
  Json error() {
    return Thrown.json(cause);
  }

  @Nullable String reason() {
    if (cause == null) {
      return null;
    }
    return cause instanceof BatchKitException ? cause.getMessage() : cause.getClass().getName();
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# ")
        .append(batch.name())
        .append(": ")
        .append(run.activity().word())
        .append("\n\n");
    text.append("| | |\n|---|---|\n");
    line(text, "Outcome", outcome());
    line(text, "Attempt", Integer.toString(run.attempt()));
    line(text, "Rows done", count(run.done()));
    line(text, "Rows failed", count(run.failed()));
    line(text, "Rows skipped", count(run.skipped()));
    line(text, "Issues", count(run.issues()));
    if (seal != null) {
      line(text, "Seal (SHA-256)", "`" + seal + "`");
    }
    if (cause != null) {
      line(text, "Ended by", "`" + cause.getClass().getName() + "`");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private String outcome() {
    return run.outcome() == null ? "" : run.outcome().name();
  }
}
