package dev.batchkit.session;

/**
 * When something is alarming: if it is true of a value, the value alerts.
 *
 * @param quantity what is compared
 * @param operator how
 * @param threshold with what
 */
public record AlertCondition(Quantity quantity, AlertOperator operator, AlertThreshold threshold) {
  /**
   * A condition.
   *
   * @param threshold an exact decimal
   * @throws dev.batchkit.error.InvalidValue if the threshold is none
   */
  public static AlertCondition of(Quantity quantity, AlertOperator operator, String threshold) {
    return new AlertCondition(quantity, operator, AlertThreshold.of(threshold));
  }

  /** In words that fit behind "alerts when". */
  public String words() {
    String unit = quantity.unit().equals("%") ? " %" : "";
    return quantity.words() + " " + operator.words() + " " + threshold + unit;
  }

  /** As a formula: the quantity, the sign and the threshold. */
  @Override
  public String toString() {
    return quantity + " " + operator.text() + " " + threshold;
  }
}
