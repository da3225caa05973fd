package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What kind of thing an orchestration session is.
 *
 * @param id its key, such as {@code batchkit-execute}
 * @param label its name for people
 * @param elaboration more about it; null for nothing
 */
public record Nature(String id, String label, @Nullable Json elaboration) {
  /** A nature of which there is no more to say. */
  public static Nature of(String id, String label) {
    return new Nature(id, label, null);
  }
}
