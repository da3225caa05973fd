package dev.batchkit.examples.vendorprices;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cleans the text of cells. */
final class CellText {
  /** White space of all kinds, line breaks, control characters, byte-order marks. */
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}\\x{FEFF}\\x{200B}]+");

  private CellText() {}

  /** One line without stray spaces; null if nothing is left. */
  static @Nullable String tidy(@Nullable String cell) {
    if (cell == null) {
      return null;
    }
    String text = oneLine(cell);
    return text.isEmpty() ? null : text;
  }

  /** One line without stray spaces, safe to print on a terminal. */
  static String oneLine(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  /** A text that is safe to print, and at most so long. */
  static String shown(@Nullable String text, int longest) {
    String line = text == null ? "" : oneLine(text);
    boolean fits = line.codePointCount(0, line.length()) <= longest;
    return fits ? line : line.substring(0, line.offsetByCodePoints(0, longest - 3)) + "...";
  }
}
