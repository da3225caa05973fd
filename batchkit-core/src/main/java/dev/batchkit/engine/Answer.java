package dev.batchkit.engine;

import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of asking for a row on a thread of the callers.
 *
 * @param place the row's place in its page
 * @param result what became of it; null if nobody can tell, or it is prepared
 * @param work what is to be written for it; null unless it is prepared
 * @param trouble why nobody can tell
 * @param error what is worse than a row's failure; null for nothing
 */
record Answer(
    int place,
    @Nullable RowResult result,
    @Nullable PreparedWork<?> work,
    String trouble,
    @Nullable Error error) {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

  static Answer of(int place, RowResult result) {
    return new Answer(place, result, null, "", null);
  }

  static Answer prepared(int place, PreparedWork<?> work) {
    return new Answer(place, null, work, "", null);
  }

  static Answer unknown(int place, String trouble) {
    return new Answer(place, null, null, trouble, null);
  }

  static Answer broken(int place, Error error) {
    return new Answer(place, null, null, String.valueOf(error), error);
  }

  boolean isKnown() {
    return result != null;
  }

  /** Nobody needs it any more. To be called once. */
  void close() {
    if (work == null) {
      return;
    }
    try {
      work.close();
    } catch (Exception | Error e) {
      LOG.warn("What was prepared for a row threw {} when it was closed", e.getClass().getName());
    }
  }
}
