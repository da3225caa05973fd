package dev.batchkit.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.report.SessionReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in a page and in a mail, without a browser. */
class HtmlReportTest {
  private static final int MOST_OF_A_MAIL = 90 * 1024;

  /** What would be fetched or run. */
  private static final Pattern LIVE =
      Pattern.compile(
          "<(script|img|iframe|object|embed|link|form|base|svg|video|audio)\\b|<[^>]*\\s(on\\w+|src|srcset|href)=",
          Pattern.CASE_INSENSITIVE);

  static List<SessionReport> reports() {
    return List.of(
        Sessions.nightlyLoad().report(),
        Sessions.good().report(),
        Sessions.hostile().report().withInvalidValues(),
        Sessions.endless().report(),
        Sessions.huge().report());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void nothing_in_a_page_or_a_mail_is_fetched_or_run(SessionReport report) {
    for (String html : List.of(HtmlReport.page(report), HtmlReport.mail(report))) {
      assertThat(LIVE.matcher(html).results().map(found -> found.group())).isEmpty();
      assertThat(html).doesNotContain("\u0000", "\u001B", "\u202E");
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void a_mail_is_small_and_has_tables_and_inline_style_only(SessionReport report) {
    String mail = HtmlReport.mail(report);
    assertThat(mail.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_OF_A_MAIL);
    assertThat(mail).doesNotContain("<style", "<details", "class=", "display:");
  }

  @Test
  void a_mail_stays_small_where_every_character_must_be_escaped() {
    Written worst = Sessions.everywhere("&".repeat(5000), "\"&<\n".repeat(5000));
    assertThat(HtmlReport.mail(worst.report()).getBytes(StandardCharsets.UTF_8))
        .hasSizeBetween(20_000, MOST_OF_A_MAIL);
  }

  @Test
  void a_page_says_first_whether_it_worked_and_what_failed() {
    String page = HtmlReport.page(Sessions.nightlyLoad().report());
    assertThat(page)
        .containsSubsequence(
            "<title>Nightly load: Failed</title>",
            "Failed after 2.4 s",
            "<h1>Nightly load</h1>",
            "1 of 3 files was not loaded",
            "What failed",
            "repair cogs",
            "Ended with status 1 after 560 ms",
            "Permission denied",
            "Timeline",
            "Entries",
            "/srv/incoming/acme.csv",
            "Issues",
            "Range Violation",
            "Execs",
            "Log",
            "found 3 files");
    assertThat(page).doesNotContain("What failed</h2>\n<ul></ul>");
  }

  @Test
  void a_good_session_says_that_there_were_no_issues() {
    SessionReport report = Sessions.good().report();
    assertThat(HtmlReport.page(report))
        .contains("Succeeded in 52 ms", "No issues were found.")
        .doesNotContain("What failed", "<h2>Entries", "<h2>Log");
    assertThat(HtmlReport.mail(report)).contains("Succeeded in 52 ms", "No issues were found.");
  }

  @Test
  void what_there_is_no_room_for_is_counted() {
    SessionReport report = Sessions.huge().report();
    assertThat(HtmlReport.page(report))
        .contains(
            "20,000", // issues
            "and 13,323 more", // missing values
            "and 300 more", // entries
            "and 399 more", // execs: the one that failed is shown
            "and 200 more") // lines of the log
        .contains("the disk is full");
    assertThat(HtmlReport.mail(report)).contains("and 490 more", "the disk is full");
  }

  @Test
  void invalid_values_are_shown_only_when_asked_for_and_never_in_a_mail() {
    SessionReport report = Sessions.nightlyLoad().report();
    assertThat(HtmlReport.page(report)).doesNotContain("1003").contains("[not shown]");
    assertThat(HtmlReport.page(report.withInvalidValues())).contains("<code>1003</code>");
    assertThat(HtmlReport.mail(report.withInvalidValues())).doesNotContain("1003");
  }
}
