package dev.batchkit.recording;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is recorded, as it may be stored: exactly as it was given, but for its secrets. */
final class Clean {
  private final Redaction redaction;

  Clean(Redaction redaction) {
    this.redaction = redaction;
  }

  /** A text that must be there. */
  String text(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw refused(field, text == null ? "is missing" : "is blank");
    }
    return stored(field, text);
  }

  /** A text that may be empty. */
  String any(String field, @Nullable String text) {
    if (text == null) {
      throw refused(field, "is missing");
    }
    return stored(field, text);
  }

  /** A text that may be missing. */
  @Nullable String orNull(String field, @Nullable String text) {
    return text == null ? null : stored(field, text);
  }

  private String stored(String field, String text) {
    return redaction.text(exact(field, text));
  }

  /** A text that can be stored exactly. */
  static String exact(String field, String text) {
    int unpaired = unpairedSurrogate(text);
    if (unpaired >= 0) {
      throw refused(field, "has an unpaired surrogate at character " + unpaired);
    }
    return text;
  }

  boolean isSecret(String name) {
    return redaction.isSecret(name);
  }

  /** A clean text that stands under a name. */
  @Nullable String under(@Nullable String name, @Nullable String text) {
    boolean secret = text != null && name != null && redaction.isSecret(name);
    return secret ? Redaction.MASK : text;
  }

  /** A name that others refer to, such as an id: it is stored as it is. */
  static String name(String field, @Nullable String name) {
    if (name == null || name.isBlank()) {
      throw refused(field, name == null ? "is missing" : "is blank");
    }
    return exact(field, name);
  }

  /** Something that has a JSON form; null for null. */
  @Nullable Json json(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return redaction.json(value instanceof Json json ? json : Json.write(value));
  }

  /** The members of an object, and what batchkit says itself, which comes first. */
  Json elaboration(Map<String, ? extends @Nullable Object> own, @Nullable Json more) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>(own);
    if (more != null) {
      more.members().forEach(members::putIfAbsent);
    }
    return redaction.json(Json.write(members));
  }

  /** What a program said, without half of a surrogate pair, which nothing can store. */
  static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** An exception, as the ledger keeps it. */
  Json error(Throwable thrown) {
    return redaction.json(Thrown.json(thrown));
  }

  private static int unpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  static InvalidValue refused(String field, String fault) {
    return new InvalidValue(
        "This cannot be recorded: " + field + " " + fault + ".",
        List.of(field + ": " + fault),
        null);
  }
}
