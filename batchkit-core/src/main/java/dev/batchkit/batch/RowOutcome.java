package dev.batchkit.batch;

/** What execution made of a row; a row that was not reached yet has none. */
public enum RowOutcome {
  /** Its effect is done, and the row is immutable. */
  APPLIED,
  /** It was left out, with a reason. */
  SKIPPED,
  /** Its effect is not done, with a reason; the next execution tries it again. */
  FAILED,
  /**
   * Its external effect was about to be done, and nobody knows whether it is: the next execution
   * asks the handler to settle it first. Until then the row cannot be edited.
   */
  UNKNOWN
}
