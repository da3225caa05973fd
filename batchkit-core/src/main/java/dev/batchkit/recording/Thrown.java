package dev.batchkit.recording;

import dev.batchkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was thrown, as the ledger keeps it: the one place that keeps an exception's text. */
public final class Thrown {
  private static final int MOST_FRAMES = 20;

  private Thrown() {}

  private record Failure(String name, String error, @Nullable String cause, List<String> stack) {}

  /** Its class, its text, its cause, and its first frames; all empty for null. */
  public static Json json(@Nullable Throwable thrown) {
    if (thrown == null) {
      return Json.write(new Failure("", "", null, List.of()));
    }
    Throwable root = thrown.getCause();
    return Json.write(
        new Failure(
            thrown.getClass().getName(),
            clean(String.valueOf(thrown.getMessage())),
            root == null ? null : clean(root.toString()),
            Arrays.stream(thrown.getStackTrace())
                .limit(MOST_FRAMES)
                .map(StackTraceElement::toString)
                .toList()));
  }

  /** JSON takes no unpaired surrogate; an exception's text may have one. */
  private static String clean(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
