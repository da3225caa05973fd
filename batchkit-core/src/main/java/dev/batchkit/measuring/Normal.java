package dev.batchkit.measuring;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what a driver or a program gives the values that a dataset has. Where a local time does
 * not exist in the zone, it is later by the gap; a number that is too long to calculate with is a
 * text; an unpaired surrogate, which no text in UTF-8 has, is a question mark.
 *
 * @param zone where times are that do not say where
 */
record Normal(ZoneId zone) {
  /** The longest text, in characters. */
  static final int LONGEST = 1 << 20;

  /** So many digits every double has, and a float; some need two or three more. */
  private static final int DOUBLE_DIGITS = 15;

  private static final int FLOAT_DIGITS = 6;

  /**
   * The value of the dataset.
   *
   * @throws Unfit if there is none
   */
  @Nullable Object of(@Nullable Object value) throws Unfit {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof byte[] bytes) {
      return bytes(bytes);
    }
    if (value instanceof UUID || value instanceof Character) {
      return text(value.toString());
    }
    return time(value);
  }

  private static String text(String text) throws Unfit {
    if (text.length() > LONGEST) {
      throw Unfit.tooLong();
    }
    return hasSurrogate(text)
        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : text;
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String bytes(byte[] bytes) throws Unfit {
    if (bytes.length > LONGEST / 2) {
      throw Unfit.tooLong();
    }
    return HexFormat.of().formatHex(bytes);
  }

  private static Object number(Number number) throws Unfit {
    if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte
        || number instanceof AtomicInteger
        || number instanceof AtomicLong) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (number instanceof Double || number instanceof Float) {
      return Double.isFinite(number.doubleValue()) ? shortest(number) : number.toString();
    }
    if (number instanceof BigDecimal decimal) {
      return bounded(decimal);
    }
    if (number instanceof BigInteger integer) {
      return bounded(new BigDecimal(integer));
    }
    throw Unfit.of(number);
  }

  /**
   * The shortest decimal that stands for a binary number. Before Java 19 the text of some has more
   * digits than it needs, as that of 2e23 has.
   */
  private static BigDecimal shortest(Number number) {
    BigDecimal decimal = new BigDecimal(number.toString());
    int most = number instanceof Float ? FLOAT_DIGITS : DOUBLE_DIGITS;
    for (int digits = most; digits < decimal.precision(); digits++) {
      BigDecimal shorter = decimal.round(new MathContext(digits));
      if (isSame(shorter, number)) {
        return shorter;
      }
    }
    return decimal;
  }

  private static boolean isSame(BigDecimal decimal, Number number) {
    return number instanceof Float
        ? decimal.floatValue() == number.floatValue()
        : decimal.doubleValue() == number.doubleValue();
  }

  private static Object bounded(BigDecimal number) throws Unfit {
    if (number.signum() == 0) {
      return Values.isBounded(number) ? number : BigDecimal.ZERO;
    }
    return Values.isBounded(number) ? number : text(number.toString());
  }

  private Object time(Object value) throws Unfit {
    if (value instanceof Instant || value instanceof LocalDate) {
      return value;
    }
    if (value instanceof LocalDateTime local) {
      return local.atZone(zone).toInstant();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Date date) {
      return old(date);
    }
    if (value instanceof TemporalAccessor part && isOfJavaTime(value)) {
      return part.toString();
    }
    throw Unfit.of(value);
  }

  /** Such as a local time: the text is in ISO 8601. */
  private static boolean isOfJavaTime(Object value) {
    return value.getClass().getPackageName().equals("java.time");
  }

  private Object old(Date date) {
    if (date instanceof java.sql.Timestamp stamp) {
      return stamp.toLocalDateTime().atZone(zone).toInstant();
    }
    if (date instanceof java.sql.Date day) {
      return day.toLocalDate();
    }
    return date instanceof java.sql.Time time ? time.toLocalTime().toString() : date.toInstant();
  }
}
