package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong when an orchestration session ran.
 *
 * @param id its id
 * @param sessionId its orchestration session
 * @param entryId the entry that it was found in; null for none
 * @param type what kind of issue
 * @param message one sentence for people
 * @param row the row that it is about; null for none, or where a program wrote what is no number
 * @param column the column that it is about; null for none
 * @param invalidValue the value that was refused; null for none
 * @param remediation what to do about it; null if nobody said
 * @param elaboration more about it; null for nothing
 */
public record Issue(
    String id,
    String sessionId,
    @Nullable String entryId,
    String type,
    String message,
    @Nullable Long row,
    @Nullable String column,
    @Nullable String invalidValue,
    @Nullable String remediation,
    @Nullable Json elaboration) {
  /** This issue without the value that was refused, also where its texts repeat it. */
  public Issue withoutInvalidValue() {
    return invalidValue == null ? this : HiddenValue.in(this);
  }

  /** How bad it is, by a name of {@link dev.batchkit.batch.Severity}; null if nobody said. */
  public @Nullable String severity() {
    return Elaboration.text(elaboration, "severity");
  }

  /** When it was found; null if nobody said. */
  public @Nullable Instant at() {
    return Elaboration.instant(elaboration, "at");
  }
}
