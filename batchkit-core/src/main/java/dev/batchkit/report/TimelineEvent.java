package dev.batchkit.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a session.
 *
 * @param at when; the time of a neighbour where it has none of its own, null where nothing in the
 *     session has
 * @param placed whether {@code at} is that of a neighbour
 * @param kind what kind of event it is
 * @param what what happened, in one line
 * @param failed whether it is something that went wrong
 * @param entryId the entry that it belongs to; null for none
 * @param execId the exec that it belongs to; null for none
 */
public record TimelineEvent(
    @Nullable Instant at,
    boolean placed,
    Kind kind,
    String what,
    boolean failed,
    @Nullable String entryId,
    @Nullable String execId) {
  /** What kind of thing happened. */
  public enum Kind {
    /** The session began. */
    STARTED,
    /** The session came into another state. */
    STATE,
    /** An entry was opened. */
    ENTRY,
    /** An entry came into another state. */
    ENTRY_STATE,
    /** Something began to run. */
    EXEC,
    /** A line was logged. */
    LOG,
    /** Issues were found, one or several of a type in a row. */
    ISSUE,
    /** The session ended. */
    FINISHED
  }
}
