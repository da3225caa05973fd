package dev.batchkit.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.json.Json;
import dev.batchkit.report.SessionReport;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session as Markdown, JSON and plain text. */
class TextsTest {
  private static final Pattern FENCE = Pattern.compile("^(`{3,})(\\w*)$");

  static List<SessionReport> reports() {
    return HtmlReportTest.reports();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void a_text_has_at_most_forty_lines_of_a_hundred_columns(SessionReport report) {
    List<String> lines = report.text().lines().toList();
    assertThat(lines).hasSizeBetween(5, 40);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.codePointCount(0, line.length()))
                    .isLessThanOrEqualTo(100 + marks(line)));
    assertThat(report.text()).doesNotContain("\u001B", "\u0000", "\u202E");
  }

  private static int marks(String line) {
    return (int)
        line.codePoints().filter(c -> Character.getType(c) == Character.NON_SPACING_MARK).count();
  }

  @Test
  void a_text_says_how_it_went_and_what_failed() {
    assertThat(Sessions.nightlyLoad().report().text())
        .startsWith("Nightly load: failed after 2.4 s\n")
        .containsSubsequence(
            "Session  0196a8f2-7c1b-7000-8a5e-3f21c0de4b12, version 1.4.2",
            "Has      3 entries (1 failed), 7 execs (2 failed), 43 issues (11 errors), 4 log lines",
            "Failed",
            "ERROR(publish): java.lang.IllegalStateException: 1 of 3 files was not loaded",
            "repair cogs: status 1",
            "Issues",
            "9  Range Violation (Error)",
            "Timeline",
            "list: ok, 127 ms",
            "... and ");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void no_text_ends_the_fence_or_the_line_that_it_stands_in(SessionReport report) {
    assertNothingBreaksOut(report.markdown());
    assertThat(report.markdown()).startsWith("---\nsession: ");
  }

  /** Outside of fences no line begins with what a text brought. */
  static void assertNothingBreaksOut(String markdown) {
    String fence = null;
    int line = 0;
    for (String text : markdown.lines().toList()) {
      line++;
      var found = FENCE.matcher(text);
      if (fence == null && found.matches()) {
        assertThat(found.group(2))
            .as("line %d", line)
            .isIn("sh", "sql", "text", "json", "markdown");
        fence = found.group(1);
      } else if (fence != null && text.equals(fence)) {
        fence = null;
      } else if (fence == null) {
        assertThat(text)
            .as("line %d", line)
            .doesNotContainPattern("^(# owned|~~~|owned|\\| owned)");
        assertThat(text.replaceAll("\\\\.", "").replaceAll("`+[^`]*`+", ""))
            .as("line %d", line)
            .doesNotContain("<script", "<img", "<b>");
      }
    }
    assertThat(fence).as("open at the end").isNull();
  }

  @Test
  void markdown_has_the_parts_that_people_look_for() {
    assertThat(Sessions.nightlyLoad().report().markdown())
        .startsWith(
            "---\nsession: \"0196a8f2-7c1b-7000-8a5e-3f21c0de4b12\"\nnature: \"nightly-load\"\n")
        .containsSubsequence(
            "outcome: \"Failed\"\n",
            "duration_ms: 2412\n",
            "args: {\"folder\":\"/srv/incoming\"",
            "\n---\n\n# Nightly load\n",
            "## Contents",
            "- [2.1 file --mime-encoding acme.csv](#exec-2.1)",
            "## What failed",
            "## Entries",
            "| `/srv/incoming/acme.csv` | `price_acme` | `EXIT(ingest)` | 41 |",
            "## Execs",
            "### 1 list\n\nok, `shell`, 127 ms\n\n```sh\nls -1 /srv/incoming\n```\n\nOutput:\n\n```text\nacme.csv\n",
            "#### 2.2 count",
            "## Issues",
            "| Range Violation | Error | 9 |",
            "## Log",
            "discover: found 3 files\n  discover: acme.csv, 1.2 MB\n",
            "## Timeline",
            "| 2026-05-04 09:08:07 | +5 ms | list: ok, 127 ms |");
  }

  @Test
  void invalid_values_are_shown_only_when_asked_for() {
    SessionReport report = Sessions.nightlyLoad().report();
    for (String text : List.of(report.markdown(), report.json().text(), report.text())) {
      assertThat(text).doesNotContain("1003");
    }
    SessionReport asked = report.withInvalidValues();
    assertThat(asked.markdown()).contains("| `1003` |");
    assertThat(asked.json().text()).contains("\"invalidValue\":\"1003\"");
  }

  @Test
  void a_value_is_taken_out_of_a_message_that_repeats_it_but_not_out_of_other_words() {
    Written session = new Written("n", "N", "1", null);
    session.issue(
        1,
        null,
        "ERROR",
        "T",
        "The value 'on' on line 3 is none of second, on",
        3L,
        null,
        "on",
        null);
    assertThat(session.report().markdown())
        .contains(
            "The value '\\[not shown\\]' \\[not shown\\] line 3 is none of second, \\[not shown\\]");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void json_is_valid_and_whole(SessionReport report) {
    Map<String, Object> members = Json.of(report.json().text()).members();
    assertThat(members)
        .containsKeys(
            "session", "outcome", "counts", "entries", "execs", "issues", "log", "timeline");
    Map<?, ?> issues = (Map<?, ?>) members.get("issues");
    assertThat(issues.get("total")).isEqualTo(report.tree().issues().total());
  }
}
