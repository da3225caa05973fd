package dev.batchkit.worksheet;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking a text for a formula: such a text gets an apostrophe before it on
 * the way out, and loses it on the way in. Both ways are exact: {@code in(out(text))} is the text,
 * whatever stands in it.
 *
 * <p>Which texts are dangerous: <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV
 * injection</a>. A plain number such as {@code -12.30} is none.
 */
final class Formulas {
  /**
   * How a formula begins, also behind apostrophes, which must not be lost where they were meant.
   */
  private static final Pattern FORMULA =
      Pattern.compile("'*[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]");

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?");

  private Formulas() {}

  static String out(String text) {
    return looksLikeFormula(text) && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }

  static String in(String cell) {
    return cell.startsWith("'") && looksLikeFormula(cell) ? cell.substring(1) : cell;
  }

  private static boolean looksLikeFormula(String text) {
    return FORMULA.matcher(text).lookingAt();
  }
}
