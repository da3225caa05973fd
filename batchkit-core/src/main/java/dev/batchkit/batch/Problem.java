package dev.batchkit.batch;

import dev.batchkit.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a row now.
 *
 * @param code the code of the row status that the problem asks for
 * @param severity how much it matters
 * @param column the column or input component that it is about; null where it is about the whole
 *     row
 * @param message one sentence for people
 * @param invalidValue the value that was refused, as it came; null where there is none
 * @param remediation what to do about it; null where the message says it all
 */
public record Problem(
    String code,
    Severity severity,
    @Nullable String column,
    String message,
    @Nullable String invalidValue,
    @Nullable String remediation) {

  /** The form in which a row keeps its problems: a JSON array of objects, null for none. */
  public static @Nullable Json toJson(List<Problem> problems) {
    return problems.isEmpty() ? null : Json.write(problems);
  }

  /** Reads what {@link #toJson} wrote. */
  public static List<Problem> fromJson(@Nullable Json json) {
    return json == null
        ? List.of()
        : json.elements().stream().map(element -> element.kept(Problem.class)).toList();
  }
}
