package dev.batchkit.sqlite;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cells that any program may have written: whatever stands there, something is read. What keeps to
 * no rule of its column is told as well as it can be, and hides nothing beside it.
 */
final class ForeignCell {
  /** What SQLite takes for a date and a time, and not for a time of day or a Julian day. */
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)"
              + "(?:[\\sT]*|[\\sT]+(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9})\\d*)?)?\\s*"
              + "(?:[Zz]|([+-])(\\d\\d):(\\d\\d))?\\s*)");

  /** So much of a text that is no JSON stays below the longest JSON, each character escaped. */
  private static final int LONGEST = Json.MAX_LENGTH / 8;

  private ForeignCell() {}

  /** A text; a number or the bytes of a text as one, other bytes in hex; null for NULL. */
  static @Nullable String text(ResultSet row, String column) throws SQLException {
    Object cell = row.getObject(column);
    if (cell instanceof byte[] bytes) {
      return text(bytes);
    }
    // the driver's own text of a number with a fraction has fewer digits than it takes to find it
    return cell instanceof Double number ? number.toString() : row.getString(column);
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return HexFormat.of().formatHex(bytes);
    }
  }

  /** A text where the documented tables have one; empty for NULL. */
  static String required(ResultSet row, String column) throws SQLException {
    String text = text(row, column);
    return text == null ? "" : text;
  }

  /** A whole number; null for anything else. */
  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    Object cell = row.getObject(column);
    return cell instanceof Integer || cell instanceof Long ? ((Number) cell).longValue() : null;
  }

  /** A JSON text; a text that is none as a JSON string; null for NULL. */
  static @Nullable Json json(ResultSet row, String column) throws SQLException {
    String text = text(row, column);
    if (text == null) {
      return null;
    }
    try {
      return Json.of(text);
    } catch (InvalidValue e) {
      return Json.write(text.length() > LONGEST ? text.substring(0, cut(text)) : text);
    }
  }

  /** Where a text that is too long ends: never within a character. */
  private static int cut(String text) {
    return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
  }

  /** A time in any form that SQLite reads, UTC unless it says otherwise; null for anything else. */
  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    String text = text(row, column);
    return text == null ? null : time(text);
  }

  static @Nullable Instant time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    try {
      int day = number(parts, 3);
      if (day < 1
          || day > 31
          || number(parts, 4) > 24
          || number(parts, 5) > 59
          || number(parts, 6) > 59
          || number(parts, 9) > 14) {
        return null;
      }
      // SQLite counts on where a month is shorter
      return LocalDate.of(number(parts, 1), number(parts, 2), 1)
          .plusDays(day - 1L)
          .atStartOfDay()
          .plusHours(number(parts, 4))
          .plusMinutes(number(parts, 5))
          .plusSeconds(number(parts, 6))
          .plusNanos(nanos(parts.group(7)))
          .toInstant(offset(parts));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZoneOffset offset(Matcher parts) {
    int sign = "-".equals(parts.group(8)) ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * number(parts, 9), sign * number(parts, 10));
  }

  private static int number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }
}
