package dev.batchkit.engine;

import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreBusy;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.UnsupportedByStore;

/** A row's work threw: the transaction is rolled back and done again without that work. */
final class RowFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final int place;

  RowFailed(int place, Exception cause) {
    super(null, cause, true, false);
    this.place = place;
  }

  /**
   * As what an exception of a row's work is thrown on: what the run or the store says is theirs.
   */
  static Exception of(int place, Exception thrown) {
    boolean others =
        thrown instanceof InterruptedException
            || thrown instanceof RunCancelled
            || thrown instanceof StoreFailed
            || thrown instanceof StoreBusy
            || thrown instanceof OutcomeUnknown
            || thrown instanceof UnsupportedByStore;
    return others ? thrown : new RowFailed(place, thrown);
  }

  int place() {
    return place;
  }
}
