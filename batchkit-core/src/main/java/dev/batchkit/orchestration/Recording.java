package dev.batchkit.orchestration;

import org.jspecify.annotations.Nullable;

/**
 * An orchestration session that is going on, and the door to record what happens in it. It is to be
 * finished, exactly once; one that is left without that ends as INTERRUPTED, by {@link #close}, by
 * the end of the kit, or, where the process was killed, by the next one that opens the store.
 */
public interface Recording extends StateRecorder {
  /** As {@link #entry(String, String)}, where the content goes to no table. */
  default EntryRecording entry(String source) {
    return entry(source, null);
  }

  /**
   * Opens an entry before the work on a source begins; its first state is {@code ENTER(ingest)}.
   * Everything that was recorded to the session before, and the entry, are stored when this
   * returns.
   *
   * @param source the name of the file, or the URI, of the source
   * @param tableName the table that its content goes to; null if it goes to none
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of the store
   */
  EntryRecording entry(String source, @Nullable String tableName);

  /**
   * Relates an issue to another.
   *
   * @param issueId the issue
   * @param otherId the issue that it is related to
   * @param nature how, such as {@code duplicate-of} or {@code caused-by}
   * @throws dev.batchkit.error.InvalidValue if one of them does not exist, or both are the same
   */
  void relate(String issueId, String otherId, String nature);

  /**
   * Stores everything that was recorded before.
   *
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of the store
   * @throws dev.batchkit.error.StoreBusy if other writers kept the store until the deadline; what
   *     was recorded waits on
   */
  void flush();

  /** As {@link #finish(Object)}, where there is nothing to say. */
  default void finish() {
    finish(null);
  }

  /**
   * Ends the session: exactly once. Entries that are open end as INTERRUPTED. Everything that was
   * recorded before is stored when this returns, and the report of the session in {@code
   * diagnostics_md}.
   *
   * @param diagnostics what came of it, for programs: a record, a map, a {@link
   *     dev.batchkit.json.Json}; null if there is nothing to say
   * @throws dev.batchkit.error.InvalidValue if the diagnostics have no JSON form; the session goes
   *     on
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of the store; the session
   *     goes on
   * @throws dev.batchkit.error.RecordingEnded if it has ended before
   * @throws dev.batchkit.error.StoreFailed if the store refused something that was recorded; the
   *     rest is stored, and the session has ended
   */
  void finish(@Nullable Object diagnostics);

  /**
   * Ends a session that was not finished as INTERRUPTED, with its open entries. Throws nothing, so
   * that the work's own exception is not hidden; what cannot be stored is logged.
   */
  @Override
  void close();
}
