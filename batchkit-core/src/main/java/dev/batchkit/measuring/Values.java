package dev.batchkit.measuring;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of datasets as numbers, times and texts. What cannot be read so is null, never an
 * exception.
 */
final class Values {
  /** The most digits that a number has, before or after the point. */
  static final int MOST_DIGITS = 1000;

  private static final int LONGEST_NUMBER = MOST_DIGITS + 20;
  private static final int LONGEST_TIME = 80;
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,4})?");
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[' '][XXX][XX][X]['['VV']']")
          .toFormatter(java.util.Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Values() {}

  /** Whether arithmetic with it is cheap. */
  static boolean isBounded(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
  }

  /**
   * A number, a Boolean as 1 or 0, or a text that is a plain decimal, such as {@code 12.30} or
   * {@code -1e3}, blanks around it apart.
   */
  static @Nullable BigDecimal number(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return value instanceof String text ? parsed(text.strip()) : null;
  }

  private static @Nullable BigDecimal parsed(String text) {
    if (text.length() > LONGEST_NUMBER || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    return isBounded(number) ? number : null;
  }

  /**
   * A time, a date as the start of that day, or a text in ISO 8601: a date, or a date and a time
   * with a T or a blank between them, with or without an offset or a zone.
   *
   * @param zone where it is that time, if the value does not say so
   */
  static @Nullable Instant time(@Nullable Object value, ZoneId zone) {
    try {
      if (value instanceof Instant instant) {
        return instant;
      }
      if (value instanceof LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
      }
      return value instanceof String text ? parsed(text.strip(), zone) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant parsed(String text, ZoneId zone) {
    if (text.length() > LONGEST_TIME || text.length() < 10 || text.indexOf('-', 1) < 4) {
      return null;
    }
    TemporalAccessor time =
        TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    if (time instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    return time instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : LocalDate.from(time).atStartOfDay(zone).toInstant();
  }

  /** The text by which it stands in records: all digits of a number, ISO 8601 for times. */
  static @Nullable String text(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return isBounded(number) ? number.toPlainString() : number.toString();
    }
    return value == null ? null : value.toString();
  }
}
