package dev.batchkit.engine;

/** A row's work threw: the transaction is rolled back and done again without that work. */
final class RowFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final int place;

  RowFailed(int place, Exception cause) {
    super(null, cause, true, false);
    this.place = place;
  }

  int place() {
    return place;
  }
}
