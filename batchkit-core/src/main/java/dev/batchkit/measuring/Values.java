package dev.batchkit.measuring;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads the values of datasets. */
final class Values {
  private Values() {}

  /** A number, or a text that is one; null for all else. */
  static @Nullable BigDecimal number(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    try {
      return value instanceof String text ? new BigDecimal(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A time, a date, or a text in ISO 8601 that is one; null for all else. */
  static @Nullable Instant time(@Nullable Object value, ZoneId zone) {
    if (value instanceof Instant time) {
      return time;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(zone).toInstant();
    }
    return value instanceof String text ? parsed(text.replace(' ', 'T'), zone) : null;
  }

  private static @Nullable Instant parsed(String text, ZoneId zone) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return local(text, zone);
    }
  }

  private static @Nullable Instant local(String text, ZoneId zone) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The text by which a value stands in records; null for null. */
  static @Nullable String text(@Nullable Object value) {
    return value instanceof BigDecimal number && Math.abs((long) number.scale()) <= 1_000
        ? number.toPlainString()
        : value == null ? null : value.toString();
  }
}
