package dev.batchkit.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How measured numbers look in every report: grouped, with the digits that matter. No number is
 * rounded to one that says something else: what is beside a threshold does not become the
 * threshold, and what is below 100 % does not become 100 %.
 */
public final class Figures {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[-+]\\d\\d:\\d\\d)");
  private static final int LONGEST = 120;
  private static final int LARGEST = 30;
  private static final int MOST_DECIMALS = 34;
  private static final int GROUPED = 18;
  private static final int SMALLEST = -9;
  private static final int CELL = 60;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Figures() {}

  /** A number of a session; null for none, or for one that nobody could read. */
  public static @Nullable BigDecimal decimal(@Nullable String text) {
    if (text == null || text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    try {
      BigDecimal value = new BigDecimal(text);
      return Math.abs(value.scale()) > LONGEST * 10 ? null : value;
    } catch (NumberFormatException e) {
      return null; // an exponent that no number has
    }
  }

  /** A number with the digits that matter, as in {@code 1,234.5} and {@code 0.00123}. */
  public static String number(BigDecimal value) {
    return number(value, value);
  }

  /** A number with so many digits that it is not taken for another one. */
  public static String number(BigDecimal value, BigDecimal other) {
    int magnitude = value.precision() - value.scale() - 1;
    if (value.signum() != 0 && (magnitude < SMALLEST || magnitude >= GROUPED)) {
      return value.round(new MathContext(4)).stripTrailingZeros().toString();
    }
    int decimals = magnitude < 0 ? 2 - magnitude : Math.max(1, 3 - magnitude);
    BigDecimal rounded = rounded(value, decimals);
    while (decimals < MOST_DECIMALS
        && value.compareTo(other) != 0
        && rounded.compareTo(other) == 0) {
      rounded = rounded(value, ++decimals);
    }
    return grouped(rounded);
  }

  private static BigDecimal rounded(BigDecimal value, int decimals) {
    BigDecimal rounded =
        value.scale() <= decimals ? value : value.setScale(decimals, RoundingMode.HALF_UP);
    BigDecimal plain = rounded.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static String grouped(BigDecimal value) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
  }

  /** A number and its unit; the unit may be empty. */
  public static String with(String number, String unit) {
    return unit.isEmpty() || number.isEmpty() ? number : number + "\u00A0" + unit;
  }

  /** A part of a whole from 0 to 1, in percent, never rounded up; empty for null. */
  public static String percent(@Nullable BigDecimal part) {
    if (part == null) {
      return "";
    }
    BigDecimal percent = part.multiply(HUNDRED).setScale(2, RoundingMode.DOWN);
    return percent.signum() == 0 && part.signum() > 0
        ? "under 0.01\u00A0%"
        : with(grouped(rounded(percent, 2)), "%");
  }

  /**
   * A measured value: a number grouped and otherwise as it is, a time in UTC, any other text in one
   * short line.
   */
  public static String value(@Nullable String text) {
    BigDecimal number = decimal(text);
    if (number != null) {
      int magnitude = number.precision() - number.scale();
      return magnitude <= LARGEST && number.scale() >= 0 && number.scale() <= 6
          ? grouped(number)
          : number(number);
    }
    return text != null && TIME.matcher(text).matches() ? time(text) : Shown.line(text, CELL);
  }

  /** What was compared: a number with the digits that matter, any other text in a short line. */
  static String compared(String text) {
    BigDecimal number = decimal(text);
    return number == null ? Shown.line(text, CELL) : number(number);
  }

  private static String time(String text) {
    try {
      return Shown.time(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return text; // such as the 31st of February
    }
  }
}
