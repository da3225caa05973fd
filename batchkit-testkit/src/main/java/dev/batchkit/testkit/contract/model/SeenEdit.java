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
  /** The same, if the row had been marked before. */
  SeenEdit later() {
    return new SeenEdit(sequence, version + 1, before, after, inRun);
  }
}
