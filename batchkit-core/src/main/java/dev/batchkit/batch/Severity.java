package dev.batchkit.batch;

/**
 * How much a status matters. The severities are statuses themselves, so that a type without
 * statuses of its own has these four. From mild to grave: {@link #OK}, {@link #WARNING}, {@link
 * #SKIP}, {@link #ERROR}.
 */
public enum Severity implements RowStatus {
  /** The row is executed. */
  OK("OK"),
  /** The row is executed, and someone should look at it. */
  WARNING("Warning"),
  /** The row is not executed, and that is in order: its outcome is SKIPPED. */
  SKIP("Skip"),
  /** The row blocks the execution of its batch until it is mended, or left out by an option. */
  ERROR("Error");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  @Override
  public String code() {
    return name();
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Severity severity() {
    return this;
  }
}
