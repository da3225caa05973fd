package dev.batchkit.sqlite;

import dev.batchkit.error.InvalidValue;
import java.util.List;
import java.util.regex.Pattern;

/** What a column of type UUID, whose affinity is NUMERIC, would turn into a number. */
final class NumericId {
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

  private NumericId() {}

  static boolean is(String id) {
    return NUMBER.matcher(id).matches();
  }

  /** Refuses the id of something that is to be stored. */
  static void refuse(String what, String id) {
    if (is(id)) {
      String fault = "id: is a number to SQLite, which would change it";
      throw new InvalidValue(
          "The " + what + " cannot be stored: " + fault + ".", List.of(fault), null);
    }
  }
}
