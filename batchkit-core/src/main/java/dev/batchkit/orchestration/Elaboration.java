package dev.batchkit.orchestration;

import dev.batchkit.batch.UtcText;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what has no column of its own in the documented tables. */
final class Elaboration {
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

  /** A time of the elaboration; null if it has none under this key. */
  static @Nullable Instant instant(@Nullable Json elaboration, String key) {
    String text = text(elaboration, key);
    if (text == null) {
      return null;
    }
    try {
      return UtcText.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
