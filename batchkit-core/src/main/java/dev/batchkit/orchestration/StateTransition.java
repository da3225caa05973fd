package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of state of an orchestration session, or of one of its entries.
 *
 * @param id its id
 * @param sessionId its orchestration session
 * @param entryId the entry whose state changed; null where it is the session's own
 * @param from the state before; {@code NONE} for the first
 * @param to the state after
 * @param result what came of it; null for nothing
 * @param reason why; null if nobody said
 * @param at when; null where a program did not say, or gave what is no time
 * @param elaboration more about it, such as an error; null for nothing
 */
public record StateTransition(
    String id,
    String sessionId,
    @Nullable String entryId,
    String from,
    String to,
    @Nullable Json result,
    @Nullable String reason,
    @Nullable Instant at,
    @Nullable Json elaboration) {
  /** The state before the first transition. */
  public static final String NONE = "NONE";

  /** The state by which programs say that a whole session failed. */
  public static final String FAILED = "surveilr_orch_failed";
}
