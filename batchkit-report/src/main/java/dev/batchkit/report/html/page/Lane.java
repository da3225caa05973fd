package dev.batchkit.report.html.page;

import java.util.List;

/**
 * A bar of the drawn timeline.
 *
 * @param kind {@code step}, {@code entry} or {@code exec}
 * @param label whose bar it is
 * @param depth how far it is indented
 * @param tone {@code good}, {@code bad} or {@code open}
 * @param left where it begins, in percent
 * @param width how long it is, in percent
 * @param took how long that was
 * @param marks issues that were found meanwhile
 */
record Lane(
    String kind,
    String label,
    int depth,
    String tone,
    String left,
    String width,
    String took,
    List<Mark> marks) {
  /**
   * An issue on a bar.
   *
   * @param left where, in percent
   * @param tone {@code bad} for an error, else {@code warn}
   */
  record Mark(String left, String tone) {}

  /** An indent that still leaves room for the label. */
  int indent() {
    return Math.min(depth, 6);
  }
}
