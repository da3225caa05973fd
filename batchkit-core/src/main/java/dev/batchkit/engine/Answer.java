package dev.batchkit.engine;

import dev.batchkit.spi.RowResult;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for an external row.
 *
 * @param place the row's place in its page
 * @param result what became of it; null if nobody can tell
 * @param trouble why nobody can tell
 * @param error what is worse than a row's failure; null for nothing
 */
record Answer(int place, @Nullable RowResult result, String trouble, @Nullable Error error) {
  static Answer of(int place, RowResult result) {
    return new Answer(place, result, "", null);
  }

  static Answer unknown(int place, String trouble) {
    return new Answer(place, null, trouble, null);
  }

  static Answer broken(int place, Error error) {
    return new Answer(place, null, String.valueOf(error), error);
  }

  boolean isKnown() {
    return result != null;
  }
}
