package dev.batchkit.session;

/** What was found of a record, or of one of its values. */
public enum Finding {
  /** It was compared, and neither condition holds. */
  OK("as it should be"),
  /** It was compared, and the condition to warn holds. */
  WARN("warning"),
  /** It was compared, and the alert condition holds. */
  ALERT("alert"),
  /** Its key is in the target only. */
  MISSING_IN_SOURCE("missing in the source"),
  /** Its key is in the source only. */
  MISSING_IN_TARGET("missing in the target"),
  /** A value of it is NULL. */
  NULL_VALUE("NULL"),
  /** A value of it is no number, or no time. */
  NOT_COMPARABLE("not comparable"),
  /** Its key stands there more than once on one side. */
  DUPLICATE_KEY("duplicate key"),
  /** Its source is 0 and its target is not, so that there is no percentage. */
  ZERO_SOURCE("source is 0"),
  /** Its time is later than now. */
  IN_FUTURE("in the future"),
  /** There are too few measurements of it to compare it with. */
  LEARNING("too little history"),
  /** All measurements that it is compared with are the same, and it is not. */
  NO_SPREAD("history without spread");

  private final String label;

  Finding(String label) {
    this.label = label;
  }

  /** In words for people. */
  public String label() {
    return label;
  }
}
