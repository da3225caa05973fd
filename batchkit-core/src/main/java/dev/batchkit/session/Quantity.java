package dev.batchkit.session;

/** What is compared with a threshold. Exact: nothing is rounded before it is compared. */
public enum Quantity {
  /** The value as it was read. */
  VALUE("the value", ""),
  /** |target - source|. */
  DIFFERENCE("the difference between target and source, whatever its sign", ""),
  /** 100 * |target - source| / |source|. */
  DIFFERENCE_PERCENT(
      "the difference between target and source, whatever its sign, in percent of the source", "%"),
  /** target - source: negative where the target has less. */
  SIGNED_DIFFERENCE("target minus source", ""),
  /** 100 * (target - source) / |source|: negative where the target has less. */
  SIGNED_DIFFERENCE_PERCENT("target minus source, in percent of the source", "%"),
  /** now - time, in minutes: negative for a time in the future. */
  AGE_MINUTES("the age in minutes", "min"),
  /** source - target, in minutes: how far the target is behind. */
  LAG_MINUTES("the minutes by which the time of the target is behind that of the source", "min"),
  /** target - source, in minutes: how long it took from source to target. */
  TRANSIT_MINUTES("the minutes from the time of the source to that of the target", "min"),
  /** |target - source|, in minutes. */
  TIME_DIFFERENCE_MINUTES("the minutes between the times of source and target", "min"),
  /** How unusual the value is in its own history, whatever its sign. */
  SCORE("how far the value is from what is usual", "");

  private final String words;
  private final String unit;

  Quantity(String words, String unit) {
    this.words = words;
    this.unit = unit;
  }

  /** What it is, in words that fit into a sentence. */
  public String words() {
    return words;
  }

  /** What stands behind its number; empty for none. */
  public String unit() {
    return unit;
  }
}
