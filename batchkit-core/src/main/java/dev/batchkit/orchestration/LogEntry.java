package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log. Its table has no column for the session: that stands in the elaboration.
 *
 * @param id its id
 * @param category what kind of line; null for none
 * @param parentId the line that it is a detail of; null for none
 * @param content what it says
 * @param siblingOrder its place among the details of its parent; null if nobody said
 * @param elaboration more about it; null for nothing
 */
public record LogEntry(
    String id,
    @Nullable String category,
    @Nullable String parentId,
    String content,
    @Nullable Long siblingOrder,
    @Nullable Json elaboration) {
  /** Its orchestration session; null if nobody said. */
  public @Nullable String sessionId() {
    return Elaboration.text(elaboration, "session_id");
  }

  /** The entry that it belongs to; null for none. */
  public @Nullable String entryId() {
    return Elaboration.text(elaboration, "entry_id");
  }

  /** The exec that it belongs to; null for none. */
  public @Nullable String execId() {
    return Elaboration.text(elaboration, "exec_id");
  }

  /** When it was written; null if nobody said. */
  public @Nullable Instant at() {
    return Elaboration.instant(elaboration, "at");
  }
}
