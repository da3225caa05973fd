package dev.batchkit.measuring;

import dev.batchkit.indicator.Exact;
import dev.batchkit.session.AlertCondition;
import java.math.BigDecimal;

/**
 * A condition that is asked of many values.
 *
 * @param condition the condition
 * @param value the exact value of its threshold
 */
record Threshold(AlertCondition condition, BigDecimal value) {
  /** For a condition. */
  static Threshold of(AlertCondition condition) {
    return new Threshold(condition, condition.threshold().value());
  }

  /** Whether it holds, exactly. */
  boolean holds(Exact compared) {
    return condition.operator().holds(compared.compareTo(value));
  }

  /** Whether one lies farther in the direction of the condition than another. */
  boolean isFarther(Exact one, Exact other) {
    return switch (condition.operator()) {
      case GT, GE -> one.compareTo(other) > 0;
      case LT, LE -> one.compareTo(other) < 0;
      case EQ -> distance(one).compareTo(distance(other)) < 0;
      case NE -> distance(one).compareTo(distance(other)) > 0;
    };
  }

  private Exact distance(Exact compared) {
    BigDecimal threshold = value.multiply(compared.denominator());
    return new Exact(compared.numerator().subtract(threshold).abs(), compared.denominator());
  }
}
