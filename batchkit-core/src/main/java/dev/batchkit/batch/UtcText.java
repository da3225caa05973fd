package dev.batchkit.batch;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * batchkit's own times: UTC text of fixed width, {@code 2026-05-04T09:08:07.123Z}, which sorts as
 * it reads.
 */
public final class UtcText {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SQLITE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private UtcText() {}

  /** The text of an instant; what is finer than a millisecond is cut off. */
  public static String of(Instant instant) {
    return MILLIS.format(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  /**
   * The instant of a text, in our form or in the one that SQLite's CURRENT_TIMESTAMP writes; both
   * are UTC.
   *
   * @throws java.time.DateTimeException if it is in neither form
   */
  public static Instant parse(String text) {
    return text.indexOf('T') > 0
        ? Instant.parse(text)
        : LocalDateTime.parse(text, SQLITE).toInstant(ZoneOffset.UTC);
  }
}
