package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One source that an orchestration session worked on.
 *
 * @param id its id
 * @param sessionId its orchestration session
 * @param source the name of the file, or the URI, of the source
 * @param tableName the table that its content went to; null if it went to none
 * @param elaboration more about it; null for nothing
 */
public record Entry(
    String id,
    String sessionId,
    String source,
    @Nullable String tableName,
    @Nullable Json elaboration) {
  /** When it was opened; null if nobody said. */
  public @Nullable Instant at() {
    return Elaboration.instant(elaboration, "at");
  }
}
