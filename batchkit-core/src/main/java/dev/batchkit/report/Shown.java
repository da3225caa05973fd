package dev.batchkit.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How values look in every report. Texts come out safe to show: escape sequences of terminals are
 * gone, other control characters and those that turn the direction of a text around have become
 * visible, no character carries more than a few combining marks, none is half of a pair. What a
 * format such as HTML needs escaped is left to it.
 */
public final class Shown {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Pattern ESCAPES =
      Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?)");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\x{85}]+");
  private static final int MOST_MARKS = 3;

  private Shown() {}

  /** A number, as in {@code 3,412}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things, as in {@code 1 entry} and {@code 3,412 entries}. */
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** A time in UTC, to the second; empty for none. */
  public static String time(@Nullable Instant time) {
    return time == null ? "" : TIME.format(time);
  }

  /** How long something took, in the two units that matter; empty where nobody knows. */
  public static String duration(@Nullable Duration duration) {
    if (duration == null) {
      return "";
    }
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
    }
    long seconds = duration.toSeconds();
    if (seconds < 3600) {
      return "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }
    return seconds < 172_800
        ? "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60)
        : "%d d %d h".formatted(seconds / 86_400, seconds / 3600 % 24);
  }

  /** How long after the begin something was, as in {@code +2.4 s}; empty where nobody knows. */
  public static String offset(@Nullable Instant begin, @Nullable Instant time) {
    if (begin == null || time == null) {
      return "";
    }
    Duration after = Duration.between(begin, time);
    return after.isNegative() ? "-" + duration(after.negated()) : "+" + duration(after);
  }

  /** A text in one line, without stray spaces; empty for none. */
  public static String line(@Nullable String text) {
    return text == null ? "" : BLANKS.matcher(block(text)).replaceAll(" ").strip();
  }

  /** A text in one line of at most so many characters; a longer one ends in three dots. */
  public static String line(@Nullable String text, int most) {
    String line = line(text == null || text.length() <= 4L * most ? text : head(text, 4 * most));
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)).stripTrailing() + "\u2026";
  }

  /** A text with its lines, tabs and indents, but without the blank lines at its end. */
  public static String block(String text) {
    String lines = ESCAPES.matcher(text).replaceAll("").replace("\r\n", "\n");
    StringBuilder shown = new StringBuilder(lines.length());
    int marks = MOST_MARKS;
    for (int i = 0; i < lines.length(); ) {
      int character = lines.codePointAt(i);
      i += Character.charCount(character);
      boolean isMark = isMark(character);
      marks = isMark ? marks + 1 : 0;
      if (!isMark) {
        append(shown, character);
      } else if (shown.isEmpty() || marks <= MOST_MARKS) {
        shown.append(shown.isEmpty() ? "\u25CC" : "").appendCodePoint(character);
      }
    }
    return shown.toString().stripTrailing();
  }

  /** The beginning of a text, without half a pair at its end. */
  static String head(String text, int most) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private static void append(StringBuilder shown, int character) {
    if (character == '\n' || character == '\t') {
      shown.appendCodePoint(character);
    } else if (character == '\r' || character == 0x2028 || character == 0x2029) {
      shown.append('\n');
    } else if (character < ' ') {
      shown.append((char) (0x2400 + character));
    } else if (character == 0x7F) {
      shown.append('\u2421');
    } else if (isIn(0x80, character, 0x9F) || isIn(0xD800, character, 0xDFFF)) {
      shown.append('\uFFFD');
    } else if (turnsText(character)) {
      shown.append("[U+%04X]".formatted(character));
    } else {
      shown.appendCodePoint(character);
    }
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean turnsText(int character) {
    return character == 0x061C
        || isIn(0x200E, character, 0x200F)
        || isIn(0x202A, character, 0x202E)
        || isIn(0x2066, character, 0x2069);
  }

  private static boolean isIn(int first, int character, int last) {
    return character >= first && character <= last;
  }
}
