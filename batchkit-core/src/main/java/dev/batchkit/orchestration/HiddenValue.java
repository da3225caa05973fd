package dev.batchkit.orchestration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the invalid value out of an issue, and out of its texts, where programs repeat it. */
final class HiddenValue {
  private static final String MASK = "[not shown]";

  /** A shorter one is taken out only where it stands alone: it may be a part of other words. */
  private static final int LONG = 5;

  private HiddenValue() {}

  static Issue in(Issue issue) {
    String value = issue.invalidValue();
    return new Issue(
        issue.id(),
        issue.sessionId(),
        issue.entryId(),
        issue.type(),
        String.valueOf(masked(issue.message(), value)),
        issue.row(),
        issue.column(),
        null,
        masked(issue.remediation(), value),
        issue.elaboration());
  }

  private static @Nullable String masked(@Nullable String text, @Nullable String value) {
    if (text == null || value == null || value.isBlank() || !text.contains(value)) {
      return text;
    }
    if (value.length() >= LONG) {
      return text.replace(value, MASK);
    }
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])")
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(MASK));
  }
}
