package dev.batchkit.batch;

/**
 * The state of a row: what the refresh of the row found. A batch type that wants words of its own
 * implements this by an enum; others use {@link Severity}. Codes are stored, so a code must keep
 * its meaning for as long as batches have it.
 */
public interface RowStatus {
  /**
   * The stored word: upper-case letters, digits and underscores, beginning with a letter, at most
   * 40.
   */
  String code();

  /** The word for people. */
  String label();

  /** How much it matters. */
  Severity severity();
}
