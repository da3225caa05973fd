package dev.batchkit.indicator;

/** The two datasets that a measurement may have. */
public enum Side {
  /** Where the data comes from. */
  SOURCE,
  /** Where the data arrived: what is compared with the source, or measured by itself. */
  TARGET
}
