package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command, statement or other code that ran in an orchestration session.
 *
 * @param id its id
 * @param sessionId its orchestration session
 * @param entryId the entry that it ran for; null for none
 * @param parentId the exec that it ran in; null for none
 * @param nature what ran it, such as {@code shell} or {@code SQL}
 * @param namespace what it belongs together with; null for nothing
 * @param identity its name; null for none
 * @param code what ran
 * @param status what came of it, as stored: a number, {@link #NOT_ENDED} while it has not ended;
 *     other programs write words too
 * @param input what was sent in; null for nothing
 * @param error what it said of an error; null for nothing
 * @param output what came out; null for nothing
 * @param outputNature what the output is; null if nobody said
 * @param narrative its story for people, in Markdown; null for none
 * @param elaboration more about it; null for nothing
 */
public record Exec(
    String id,
    String sessionId,
    @Nullable String entryId,
    @Nullable String parentId,
    String nature,
    @Nullable String namespace,
    @Nullable String identity,
    String code,
    String status,
    @Nullable String input,
    @Nullable String error,
    @Nullable String output,
    @Nullable Json outputNature,
    @Nullable String narrative,
    @Nullable Json elaboration) {
  /** The status of an exec of batchkit that has not ended, or whose process died before it did. */
  public static final String NOT_ENDED = "-1";

  /** Whether it did what it should: its status is 0, or the word SUCCESS in any case. */
  public boolean isSuccess() {
    return status.equals("0") || status.equalsIgnoreCase("SUCCESS");
  }

  /** Whether it has ended, and not well. */
  public boolean isFailed() {
    return !isSuccess() && !status.equals(NOT_ENDED);
  }

  /** When it began; null if nobody said. */
  public @Nullable Instant startedAt() {
    return Elaboration.instant(elaboration, "started_at");
  }

  /** When it ended; null if it has not, or nobody said. */
  public @Nullable Instant endedAt() {
    return Elaboration.instant(elaboration, "ended_at");
  }
}
