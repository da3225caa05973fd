package dev.batchkit.testkit;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.json.Json;
import org.jspecify.annotations.Nullable;

/** The failures of the store, each under the code of the rule that was broken. */
final class Refused {
  static final String CHECK = "MEMORY_CHECK";
  static final String UNIQUE = "MEMORY_UNIQUE";
  static final String REFERENCE = "MEMORY_REFERENCE";
  static final String MISSING = "MEMORY_MISSING";
  static final String IMMUTABLE = "MEMORY_IMMUTABLE";
  static final String CLAIM = "MEMORY_CLAIM";
  static final String ENDED = "MEMORY_ENDED";

  private Refused() {}

  static StoreFailed because(String code, String message) {
    return new StoreFailed(message, code, null);
  }

  /** References must exist. */
  static void unless(boolean exists, String what) {
    if (!exists) {
      throw because(REFERENCE, what + " does not exist: insert it first.");
    }
  }

  /** JSON must be valid. */
  static void unlessJson(@Nullable String text, String what) {
    if (text != null) {
      try {
        Json.of(text);
      } catch (InvalidValue e) {
        throw new StoreFailed(what + " is not valid JSON: write it with Json.", CHECK, e);
      }
    }
  }
}
