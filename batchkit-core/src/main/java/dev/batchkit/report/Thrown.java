package dev.batchkit.report;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exception as the ledger keeps it: {@code {"name", "error", "cause", "stack"}}. */
final class Thrown {
  private Thrown() {}

  /** An exception as Java would print it; any other text as it is. */
  static String lines(String text) {
    Map<String, @Nullable Object> members = members(text);
    if (!(members.get("name") instanceof String name)) {
      return text;
    }
    StringBuilder lines = new StringBuilder(name);
    append(lines, ": ", members.get("error"));
    if (members.get("stack") instanceof List<?> stack) {
      stack.forEach(frame -> append(lines, "\n  at ", frame));
    }
    append(lines, "\nCaused by: ", members.get("cause"));
    return lines.toString();
  }

  private static void append(StringBuilder lines, String before, @Nullable Object text) {
    if (text instanceof String said && !said.isEmpty()) {
      lines.append(before).append(said);
    }
  }

  private static Map<String, @Nullable Object> members(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return Map.of();
    }
    try {
      return Json.of(text).members();
    } catch (InvalidValue e) {
      return Map.of();
    }
  }
}
