package dev.batchkit.orchestration;

import dev.batchkit.batch.UtcText;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what has no column of its own in the documented tables. */
final class Elaboration {
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Elaboration() {}

  /** A text of the elaboration; null if it has none under this key. */
  static @Nullable String text(@Nullable Json elaboration, String key) {
    if (elaboration == null || !elaboration.text().stripLeading().startsWith("{")) {
      return null;
    }
    try {
      return elaboration.members().get(key) instanceof String text ? text : null;
    } catch (InvalidValue e) {
      // such as a number that no Java number can hold
      return null;
    }
  }

  /** A time of the elaboration; null if it has none of the years 0 to 9999 under this key. */
  static @Nullable Instant instant(@Nullable Json elaboration, String key) {
    String text = text(elaboration, key);
    if (text == null) {
      return null;
    }
    try {
      Instant time = UtcText.parse(text);
      return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
