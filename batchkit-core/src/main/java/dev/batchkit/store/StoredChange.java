package dev.batchkit.store;

import org.jspecify.annotations.Nullable;

/**
 * A change of the input of a row, as it is stored.
 *
 * @param sequence the row
 * @param version the version of the row after the change
 * @param at UTC text
 * @param byId the user, or null
 * @param before JSON of the input before; null where the row was not there before
 * @param after JSON of the input after; null where the row is not there after
 * @param runId the run that did many changes as one; null for a single change
 */
public record StoredChange(
    long sequence,
    long version,
    String at,
    @Nullable Long byId,
    @Nullable String before,
    @Nullable String after,
    @Nullable String runId) {
  /** Says which change it is, not what stands in it. */
  @Override
  public String toString() {
    return "StoredChange(" + sequence + ", " + version + ")";
  }
}
