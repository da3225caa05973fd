package dev.batchkit.report;

/** How wide text is on a terminal. */
final class Columns {
  /** First and last of each range of wide characters. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60,
    0xFFE0, 0xFFE6, 0x1F300, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private Columns() {}

  /** The beginning of a line that is no wider than so many columns. */
  static String fit(String line, int columns) {
    String tidy = line.stripTrailing();
    int width = 0;
    int fits = 0;
    for (int i = 0; i < tidy.length(); ) {
      int character = tidy.codePointAt(i);
      width += width(character);
      i += Character.charCount(character);
      if (width < columns) {
        fits = i;
      }
    }
    return width <= columns ? tidy : tidy.substring(0, fits) + "\u2026";
  }

  /** Ideographs and emoji take two columns, combining characters none. */
  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  private static boolean isWide(int character) {
    for (int i = 0; i < WIDE.length; i += 2) {
      if (character >= WIDE[i] && character <= WIDE[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
