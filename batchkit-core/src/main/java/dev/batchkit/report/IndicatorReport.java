package dev.batchkit.report;

import dev.batchkit.store.Store;

/**
 * What the indicators of a batch say, for people: as it was when the report was made. All forms
 * tell the same and are bounded, however much was measured; what is cut says so. Values of records
 * that alert are in all of them. Immutable.
 */
public final class IndicatorReport {
  private final IndicatorTree tree;

  private IndicatorReport(IndicatorTree tree) {
    this.tree = tree;
  }

  /**
   * Reads what was measured in a batch.
   *
   * @throws dev.batchkit.error.NoSuchBatch if there is none, or it was purged
   */
  public static IndicatorReport of(Store store, long batchId) {
    return of(new IndicatorReading(store, batchId).read());
  }

  /** The report of a tree that somebody made. */
  public static IndicatorReport of(IndicatorTree tree) {
    return new IndicatorReport(tree);
  }

  /** What the report is made of. */
  public IndicatorTree tree() {
    return tree;
  }

  /**
   * Markdown (GitHub's): facts as YAML front matter, all indicators in a table, one section per
   * indicator. No text of the batch can break out of its place.
   */
  public String markdown() {
    return new IndicatorMarkdown(tree).write();
  }

  /** Plain text for a terminal or a log: at most 60 lines of at most 100 columns. */
  public String text() {
    return new IndicatorText(tree).write();
  }
}
