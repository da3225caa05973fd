package dev.batchkit.testkit.contract.model;

import org.jspecify.annotations.Nullable;

/**
 * A change of a row as everybody sees it.
 *
 * @param sequence the row
 * @param version the version of the row after it
 * @param before null where it was added or restored
 * @param after null where it was removed
 * @param inRun whether a run made it
 */
record SeenEdit(
    long sequence,
    long version,
    @Nullable ModelPart before,
    @Nullable ModelPart after,
    boolean inRun) {
  /** Whether the other is the same, but that the row may have been marked before it. */
  boolean isButForMarks(SeenEdit other) {
    return inRun
        && other.version >= version
        && other.equals(new SeenEdit(sequence, other.version, before, after, true));
  }
}
