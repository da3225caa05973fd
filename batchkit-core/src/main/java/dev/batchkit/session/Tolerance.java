package dev.batchkit.session;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How many records may alert, or warn, before the session does: a number such as {@code 10}, or a
 * part of all its records such as {@code 0.5%}. Exact. Two are equal when their texts are.
 *
 * @param text digits; or digits, optionally a point and digits, and a percent sign
 */
public record Tolerance(String text) implements JsonText {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,18}|[0-9]{1,3}(\\.[0-9]{1,18})?%");

  /** Not one. */
  public static final Tolerance NONE = new Tolerance("0");

  /**
   * Takes a number or a percentage.
   *
   * @throws InvalidValue if it is neither, or more than 100 percent
   */
  public Tolerance {
    if (!FORM.matcher(text).matches() || (isPercent(text) && number(text).intValue() > 99)) {
      String fault = "tolerance: must be a number such as 10, or a percentage below 100 such as 5%";
      throw new InvalidValue("A tolerance cannot be taken: " + fault + ".", List.of(fault), null);
    }
  }

  /**
   * The tolerance of a text.
   *
   * @throws InvalidValue if it is no number and no percentage
   */
  public static Tolerance of(String text) {
    return new Tolerance(text);
  }

  /** Whether so many of all the records are more than is tolerated. */
  public boolean isExceededBy(long count, long records) {
    BigDecimal scale = isPercent(text) ? BigDecimal.valueOf(records) : BigDecimal.ONE;
    BigDecimal percent = isPercent(text) ? BigDecimal.valueOf(100) : BigDecimal.ONE;
    return percent.multiply(BigDecimal.valueOf(count)).compareTo(number(text).multiply(scale)) > 0;
  }

  private static boolean isPercent(String text) {
    return text.endsWith("%");
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(isPercent(text) ? text.substring(0, text.length() - 1) : text);
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
