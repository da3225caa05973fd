package dev.batchkit.session;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A threshold: an exact decimal. Its text is kept and is what is compared; the documented column
 * {@code alert_threshold} shows the double that is nearest to it. Two are equal when their texts
 * are.
 *
 * @param text an optional minus, digits, optionally a point and digits, at most {@value
 *     #MAX_LENGTH} characters
 */
public record AlertThreshold(String text) implements JsonText {
  /** The longest text that is taken, in characters. */
  public static final int MAX_LENGTH = 100;

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /**
   * Takes an exact decimal.
   *
   * @throws InvalidValue if it is none: NaN, an infinity, an exponent, an expression
   */
  public AlertThreshold {
    if (text.length() > MAX_LENGTH || !DECIMAL.matcher(text).matches()) {
      String fault = "threshold: must be a decimal such as 0.1, at most 100 characters";
      throw new InvalidValue("A threshold cannot be taken: " + fault + ".", List.of(fault), null);
    }
  }

  /**
   * The threshold of a text.
   *
   * @throws InvalidValue if it is no exact decimal
   */
  public static AlertThreshold of(String text) {
    return new AlertThreshold(text);
  }

  /** The exact value. */
  public BigDecimal value() {
    return new BigDecimal(text);
  }

  /** The double that is nearest to it. */
  public double nearest() {
    return value().doubleValue();
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
