package dev.batchkit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

  /** Lines with so many blanks between and around their cells that the cells are aligned. */
  static List<String> align(List<List<String>> rows, Set<Integer> right, int widest) {
    List<List<String>> cells =
        rows.stream().map(row -> row.stream().map(cell -> fit(cell, widest)).toList()).toList();
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      List<String> padded = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        padded.add(pad(row.get(i), width(cells, i), right.contains(i)));
      }
      lines.add(String.join("  ", padded).stripTrailing());
    }
    return lines;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> width(row.get(column)))
        .max()
        .orElse(0);
  }

  private static String pad(String cell, int width, boolean right) {
    String blanks = " ".repeat(Math.max(0, width - width(cell)));
    return right ? blanks + cell : cell + blanks;
  }

  /** How many columns a line takes. */
  static int width(String line) {
    return line.codePoints().map(Columns::width).sum();
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
