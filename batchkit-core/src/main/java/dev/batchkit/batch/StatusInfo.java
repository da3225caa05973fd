package dev.batchkit.batch;

/**
 * A row status as a batch keeps it, so that the batch can be read without its handler.
 *
 * @param code the stored word
 * @param label the word for people
 * @param severity how much it matters
 */
public record StatusInfo(String code, String label, Severity severity) implements RowStatus {
  /** The status that the engine gives to all but the first row of a key that must be unique. */
  public static final StatusInfo DUPLICATE =
      new StatusInfo("DUPLICATE", "Duplicate", Severity.ERROR);

  /** A copy of any status. */
  public static StatusInfo of(RowStatus status) {
    return new StatusInfo(status.code(), status.label(), status.severity());
  }
}
