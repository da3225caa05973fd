package dev.batchkit.report.html;

import static dev.batchkit.report.html.Measured.BEGIN;
import static dev.batchkit.report.html.Measured.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.report.IndicatorReport;
import dev.batchkit.report.html.Measured.Indicator;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the indicators of a batch say, in every form. */
class IndicatorReportTest {
  private static final int MOST_OF_A_MAIL = 90 * 1024;

  /** What would be fetched or run; what is drawn is neither. */
  private static final Pattern LIVE =
      Pattern.compile(
          "<(script|img|iframe|object|embed|link|form|base|video|audio|use|image|foreignObject)\\b"
              + "|<[^>]*\\s(on\\w+|src|srcset|href)=",
          Pattern.CASE_INSENSITIVE);

  static List<IndicatorReport> reports() {
    return List.of(
        Groups.nightly().report(Groups.BATCH),
        Groups.firstRun().report(1),
        Groups.good().report(1),
        HardGroups.hostile().report(3),
        HardGroups.endless().report(3));
  }

  private static IndicatorReport nightly() {
    return Groups.nightly().report(Groups.BATCH);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void nothing_in_a_page_or_a_mail_is_fetched_or_run(IndicatorReport report) {
    for (String html : List.of(HtmlReport.page(report), HtmlReport.mail(report))) {
      assertThat(LIVE.matcher(html).results().map(found -> found.group())).isEmpty();
      assertThat(html).doesNotContain("\u0000", "\u001B", "\u202E");
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void a_mail_is_small_and_has_tables_and_inline_style_only(IndicatorReport report) {
    String mail = HtmlReport.mail(report);
    assertThat(mail.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_OF_A_MAIL);
    assertThat(mail).doesNotContain("<style", "<details", "<svg", "class=", "display:", "SELECT");
  }

  @ParameterizedTest
  @CsvSource({"&", "<", "\"", "\u4E00", "\uD83E\uDD16"})
  void a_mail_stays_small_where_every_character_is_escaped_or_long(String character) {
    String mail = HtmlReport.mail(HardGroups.everywhere(character.repeat(3000)).report(3));
    assertThat(mail.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(10_000, MOST_OF_A_MAIL);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void a_text_has_at_most_sixty_lines_of_a_hundred_columns(IndicatorReport report) {
    List<String> lines = report.text().lines().toList();
    assertThat(lines).hasSizeBetween(5, 60);
    assertThat(lines).allSatisfy(line -> assertThat(columns(line)).isLessThanOrEqualTo(100));
    assertThat(report.text()).doesNotContain("\u001B", "\u0000", "\u202E", "\u00A0");
  }

  private static long columns(String line) {
    return line.codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .map(c -> c > 0x1F000 ? 2 : 1)
        .sum();
  }

  @Test
  void a_page_says_first_what_alerts_and_what_could_not_be_measured() {
    assertThat(HtmlReport.page(nightly()))
        .containsSubsequence(
            "<title>Sales warehouse: 2 of 5 indicators alert, 1 could not be measured</title>",
            "\u2715 2 of 5 indicators alert, 1 could not be measured",
            "<h1>Sales warehouse</h1>",
            "2026-05-04 02:00:07 to 02:00:13 UTC",
            "1,284,013",
            "records",
            "99.99\u00A0%",
            "down from 100\u00A0%",
            "Last batches",
            "\u2715 Not measured",
            "Payments arrive in time",
            "did not answer within 10 minutes.",
            "\u25C6 Alert",
            "Orders per shop and day arrive complete",
            "12.48\u00A0%",
            "Alerts when the difference",
            "alert if &gt;\u00A00.1\u00A0%",
            "Utrecht Centraal",
            "-6,017.25",
            "missing in the target",
            "and 3 more",
            "How it is measured",
            "FROM fact_order",
            "Returns per country are as usual",
            "\u25CF OK",
            "Stock levels are fresh");
  }

  @Test
  void a_first_session_has_no_history_and_what_waits_is_named() {
    assertThat(HtmlReport.page(Groups.firstRun().report(1)))
        .contains("This is the first session of the indicator.", "Running")
        .containsSubsequence("Not measured yet", "Payments arrive in time")
        .doesNotContain("<svg", "Last batches");
  }

  @Test
  void what_was_not_measured_is_a_mark_and_not_a_zero() {
    String page = HtmlReport.page(nightly());
    String history = page.substring(page.indexOf("Stock levels are fresh</h2>"));
    String drawn = history.substring(history.indexOf("<svg"), history.indexOf("</svg>\n  <div"));
    assertThat(drawn.split("class=\"unknown\"", -1)).as("nights without a result").hasSize(3);
    assertThat(drawn.split("class=\"step\"", -1)).as("28 steps, 3 left out").hasSize(27);
  }

  @Test
  void a_mail_tells_what_somebody_should_look_at_and_lists_the_rest() {
    assertThat(HtmlReport.mail(nightly()))
        .containsSubsequence(
            "2 of 5 indicators alert, 1 could not be measured",
            "The last batches, oldest first",
            "Payments arrive in time",
            "did not answer within 10 minutes.",
            "12.48\u00A0%, alert if &gt;\u00A00.1\u00A0%, 23 of 1,204 records alert",
            "Utrecht Centraal, 2026-05-03",
            "Compared 12.48\u00A0%",
            "and 18 more records",
            "Other indicators",
            "Stock levels are fresh",
            "\u25CF OK");
  }

  @Test
  void a_text_is_aligned() {
    assertThat(nightly().text())
        .startsWith("Sales warehouse: 2 of 5 indicators alert, 1 could not be measured\n")
        .contains(
            "  Verdict         Indicator                              Result  Alert if      With"
                + " alert\n",
            "  \u25CF OK            Stock levels are fresh              41.25 min  > 90 min"
                + "         0 of 48\n",
            "  Payments arrive in time: The data source payments did not answer",
            "  Utrecht Centraal  2026-05-03  48,210.50  42,193.25   -6,017.25        12.48  alert\n",
            "  ... and 19 more\n");
  }

  @Test
  void markdown_has_the_parts_that_people_look_for() {
    assertThat(nightly().markdown())
        .startsWith("---\nbatch: 41\ngroup: \"Sales warehouse\"\nverdict: \"Not measured\"\n")
        .containsSubsequence(
            "**2 of 5 indicators alert, 1 could not be measured.**",
            "| \u25C6 Alert | [Orders per shop and day arrive complete](#indicator-2) | 12.48 % |",
            "## Last batches",
            "## Payments arrive in time",
            "## Orders per shop and day arrive complete",
            "| Utrecht Centraal | 2026-05-03 | 48,210.50 |",
            "```sql\nSELECT shop, day");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void no_text_ends_the_line_or_the_fence_that_it_stands_in(IndicatorReport report) {
    TextsTest.assertNothingBreaksOut(report.markdown());
  }

  /** Far beyond the threshold, negative, at 0, and as large as no number can be drawn. */
  @ParameterizedTest
  @CsvSource({
    "VALUE, >, 0.1, 1000000000",
    "VALUE, >, 0, 0",
    "VALUE, <, 0, -5",
    "SIGNED_DIFFERENCE, !=, 0, -1234567890123456789012345678901234",
    "SIGNED_DIFFERENCE, <=, -10, -10.0000001",
    "VALUE, ==, 7, 7",
    "VALUE, >, 1000000, 1000010",
    "VALUE, >, 5, 1E+1000",
  })
  void a_result_and_its_threshold_are_drawn_wherever_they_are(
      Quantity quantity, String operator, String threshold, String extreme) {
    Indicator indicator = new Indicator(1, "a", "validity", quantity, operator, threshold);
    IndicatorReport report =
        new MeasuredStore("g")
            .batch(Measured.batch(1, null, 1))
            .session(
                indicator.session(10, 0, BEGIN.minusSeconds(60), Verdict.ALERT, "-3", counts(1, 1)))
            .session(indicator.session(11, 1, BEGIN, Verdict.ALERT, extreme, counts(1, 1)))
            .report(1);
    for (String html : List.of(HtmlReport.page(report), HtmlReport.mail(report))) {
      assertThat(html).doesNotContain("NaN", "Infinity", "width:-", "left:-", "height=\"-");
    }
    assertThat(HtmlReport.page(report)).containsPattern("class=\"limit\" style=\"left:\\d");
  }
}
