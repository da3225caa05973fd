package dev.batchkit.session;

/** The length of one point of a trend, in UTC. */
public enum TrendStep {
  /** An hour. */
  HOUR,
  /** A day. */
  DAY
}
