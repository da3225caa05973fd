package dev.batchkit.orchestration;

import org.jspecify.annotations.Nullable;

/** Records the work on one source. */
public interface EntryRecording extends StateRecorder {
  /** As {@link #finish(Object)}, with no result. */
  default void finish() {
    finish(null);
  }

  /**
   * The work on the source is done: its last state is {@code EXIT(ingest)}. Everything that was
   * recorded to the session before is stored when this returns.
   *
   * @param result what came of it: a record, a map, a list, a {@link dev.batchkit.json.Json}; null
   *     for nothing
   * @throws dev.batchkit.error.InvalidValue if the result has no JSON form
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of the store
   */
  void finish(@Nullable Object result);

  /**
   * Ends an entry that was not finished: as INTERRUPTED, unless its last state is an ERROR, which
   * stays. Throws nothing, so that the work's own exception is not hidden.
   */
  @Override
  void close();
}
