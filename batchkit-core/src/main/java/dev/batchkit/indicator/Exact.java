package dev.batchkit.indicator;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * An exact fraction, so that nothing is rounded before it is compared.
 *
 * @param numerator any decimal
 * @param denominator a decimal above 0
 */
public record Exact(BigDecimal numerator, BigDecimal denominator) implements Comparable<Exact> {
  /**
   * Takes a fraction.
   *
   * @throws IllegalArgumentException if the denominator is not above 0
   */
  public Exact {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("the denominator of a fraction is above 0");
    }
  }

  /** A decimal. */
  public static Exact of(BigDecimal value) {
    return new Exact(value, BigDecimal.ONE);
  }

  /** How it compares with a decimal, exactly. */
  public int compareTo(BigDecimal value) {
    return numerator.compareTo(value.multiply(denominator));
  }

  @Override
  public int compareTo(Exact other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** Its value for people: exact where its digits end within 34, else the first 34 of them. */
  public BigDecimal decimal() {
    return denominator.compareTo(BigDecimal.ONE) == 0
        ? numerator
        : numerator.divide(denominator, MathContext.DECIMAL128);
  }
}
