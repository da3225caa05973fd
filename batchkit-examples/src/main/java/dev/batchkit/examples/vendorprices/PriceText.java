package dev.batchkit.examples.vendorprices;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads prices as vendors write them: with a currency before or after, with stray spaces, with
 * commas or spaces between thousands, with a minus before or behind or brackets around what is
 * negative.
 *
 * <p>It does not guess: {@code 12,50} may be twelve and a half or a typing error, so it is no
 * price.
 */
final class PriceText {
  private static final int LONGEST = 40;
  private static final Pattern CURRENCY =
      Pattern.compile("[$\\x{20AC}\\x{A3}]|(?<![A-Z])(?:USD|EUR|GBP)(?![A-Z])");
  private static final Pattern NUMBER =
      Pattern.compile("(?:\\d{1,3}(?:(?:,\\d{3})+|(?: \\d{3})+)|\\d+)(?:\\.\\d*)?|\\.\\d+");

  private PriceText() {}

  /** The price that a text stands for; empty if it stands for none. */
  static Optional<BigDecimal> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String amount = withoutCurrency(CellText.oneLine(text));
    boolean negative = isNegative(amount);
    String digits = negative ? unsigned(amount) : amount;
    if (!NUMBER.matcher(digits).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(digits.replaceAll("[ ,]", ""));
    return Optional.of(negative ? value.negate() : value);
  }

  /** Takes off one currency; a text with two is left with one, and is no number. */
  private static String withoutCurrency(String text) {
    return CURRENCY.matcher(text.toUpperCase(Locale.ROOT)).replaceFirst("").strip();
  }

  private static boolean isNegative(String amount) {
    return amount.startsWith("-")
        || amount.endsWith("-")
        || (amount.startsWith("(") && amount.endsWith(")"));
  }

  private static String unsigned(String amount) {
    int from = amount.startsWith("-") || amount.startsWith("(") ? 1 : 0;
    int to = from == 0 || amount.startsWith("(") ? amount.length() - 1 : amount.length();
    return amount.substring(from, to).strip();
  }
}
