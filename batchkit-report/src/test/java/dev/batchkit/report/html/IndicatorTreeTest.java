package dev.batchkit.report.html;

import static dev.batchkit.report.html.Measured.BEGIN;
import static dev.batchkit.report.html.Measured.counts;
import static dev.batchkit.report.html.Measured.record;
import static dev.batchkit.report.html.Measured.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.report.HistoryPoint;
import dev.batchkit.report.IndicatorNode;
import dev.batchkit.report.IndicatorReport;
import dev.batchkit.report.IndicatorStory;
import dev.batchkit.report.IndicatorTree;
import dev.batchkit.report.RecordTable;
import dev.batchkit.report.html.Measured.Indicator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of a batch of indicators, and what is said of it. */
class IndicatorTreeTest {
  private static Indicator indicator(long id, String name) {
    return new Indicator(id, name, "validity", Quantity.VALUE, ">", "10");
  }

  private static MeasuredStore store() {
    return new MeasuredStore("Stock").batch(Measured.batch(1, null, 9));
  }

  private static List<String> names(IndicatorTree tree) {
    return tree.indicators().shown().stream().map(IndicatorNode::name).toList();
  }

  @Test
  void the_worst_verdict_comes_first_and_then_what_is_executed_first() {
    MeasuredStore store = store();
    store.session(indicator(9, "good").session(11, 1, BEGIN, Verdict.OK, "1", counts(1, 0)));
    store.session(
        indicator(8, "running")
            .session(12, 1, BEGIN, SessionStatus.RUNNING, null, null, null, null, 1));
    store.session(indicator(7, "late").session(13, 1, BEGIN, Verdict.ALERT, "11", counts(1, 1)));
    store.session(indicator(1, "early").session(14, 1, BEGIN, Verdict.ALERT, "11", counts(1, 1)));
    store.session(indicator(3, "lost").failed(15, 1, BEGIN, "No connection.", 1));
    store.session(indicator(2, "empty").session(16, 1, BEGIN, Verdict.NO_DATA, null, counts(0, 0)));
    store.session(indicator(4, "warned").session(17, 1, BEGIN, Verdict.WARN, "9", counts(1, 0)));
    IndicatorTree tree = store.report(1).tree();
    assertThat(names(tree))
        .containsExactly("lost", "early", "late", "warned", "empty", "good", "running");
    assertThat(tree.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(IndicatorStory.headline(tree))
        .isEqualTo(
            "2 of 7 indicators alert, 1 could not be measured, 1 warns, 1 had no data,"
                + " 1 is not measured yet");
  }

  @Test
  void a_batch_stays_bounded_and_says_what_is_left_out() {
    MeasuredStore store = HardGroups.huge();
    IndicatorReport report = store.report(1);
    IndicatorTree tree = report.tree();
    assertThat(tree.indicators().shown()).hasSize(50);
    assertThat(tree.indicators().total()).isEqualTo(10_000);
    assertThat(tree.waiting().shown()).hasSize(50);
    assertThat(tree.waiting().total()).isEqualTo(3_000);
    assertThat(tree.quality().records()).isEqualTo(9_990_000_000L);
    assertThat(names(tree)).startsWith("indicator 1000", "indicator 2000").contains("indicator 2");
    IndicatorNode alerting = tree.indicators().shown().get(20);
    assertThat(alerting.records().shown()).hasSize(20);
    assertThat(alerting.records().total()).isEqualTo(400_000);
    assertThat(store.recordsRead).isEqualTo(40 * 20);
    assertThat(report.text().lines()).hasSizeLessThanOrEqualTo(60);
    assertThat(report.text()).contains("... and 9,980 more", "... and 2,995 more");
    assertThat(report.markdown())
        .hasSizeLessThan(500_000)
        .contains("... and 9,950 more", "and 399,980 more");
    assertThat(HtmlReport.page(report))
        .hasSizeLessThan(1_000_000)
        .contains("and 9,950 more indicators", "and 399,980 more", "and 2,950 more");
    assertThat(HtmlReport.mail(report)).contains("and 9,982 more", "and 2,995 more");
  }

  @Test
  void a_history_is_that_of_the_indicator_up_to_the_session() {
    IndicatorTree tree = Groups.nightly().report(Groups.BATCH - 1).tree();
    IndicatorNode fresh = node(tree, "Stock levels are fresh");
    assertThat(fresh.history()).hasSize(29);
    assertThat(fresh.history().get(28).sessionId()).isEqualTo(fresh.session().id());
    assertThat(fresh.history().get(12))
        .extracting(HistoryPoint::verdict, HistoryPoint::extreme)
        .containsExactly(Verdict.NOT_MEASURED, null);
    assertThat(IndicatorStory.signs(fresh))
        .isEqualTo(
            "\u25CF".repeat(12) + "\u2715\u2715" + "\u25CF".repeat(12) + "\u25C6\u25CF\u25CF");
    assertThat(tree.batches()).hasSize(10);
    assertThat(tree.batches().get(9).batchId()).isEqualTo(tree.batch().id());
  }

  @Test
  void a_result_of_another_quantity_is_not_in_a_history() {
    Indicator other = new Indicator(1, "a", "validity", Quantity.DIFFERENCE, ">", "10");
    MeasuredStore store =
        store()
            .session(other.session(10, 0, BEGIN, Verdict.OK, "500", counts(1, 0)))
            .session(indicator(1, "a").session(11, 1, BEGIN, Verdict.OK, "1", counts(1, 0)));
    assertThat(store.report(1).tree().indicators().shown().get(0).history())
        .extracting(HistoryPoint::extreme)
        .containsExactly(null, new java.math.BigDecimal("1"));
  }

  @Test
  void rows_without_a_session_are_not_measured_yet() {
    IndicatorTree tree = Groups.firstRun().report(1).tree();
    assertThat(tree.waiting().shown())
        .containsExactly(
            "Payments arrive in time", "No price is negative", "Returns per country are as usual");
    assertThat(tree.waiting().total()).isEqualTo(3);
    assertThat(tree.goesOn()).isTrue();
    assertThat(tree.verdict()).as("nothing is wrong yet").isNull();
    assertThat(IndicatorStory.headline(tree))
        .isEqualTo("4 of 5 indicators are not measured yet, 1 is as it should be");
  }

  @Test
  void a_good_batch_says_so() {
    IndicatorTree tree = Groups.good().report(1).tree();
    assertThat(tree.verdict()).isEqualTo(Verdict.OK);
    assertThat(IndicatorStory.headline(tree)).isEqualTo("The indicator is as it should be");
  }

  @Test
  void words_say_when_an_indicator_alerts() {
    IndicatorTree tree = Groups.nightly().report(Groups.BATCH).tree();
    IndicatorNode complete = node(tree, "Orders per shop and day arrive complete");
    assertThat(IndicatorStory.condition(complete))
        .isEqualTo(
            "Alerts when the difference between target and source, whatever its sign, in percent"
                + " of the source is greater than 0.1\u00A0%.");
    assertThat(IndicatorStory.type("completeness"))
        .isEqualTo("Completeness: has everything arrived that was sent?");
    assertThat(IndicatorStory.type("my-own")).isEqualTo("my-own");
    assertThat(IndicatorStory.result(complete)).isEqualTo("12.48\u00A0%");
    assertThat(IndicatorStory.limit(complete)).isEqualTo(">\u00A00.1\u00A0%");
    assertThat(IndicatorStory.records(complete)).isEqualTo("23 of 1,204 records alert");
  }

  @Test
  void where_no_record_alerts_those_are_told_that_warn() {
    MeasuredRecord good = record(value("n", null, "1", null, "1", Finding.OK), "id", "a");
    MeasuredRecord warns =
        new MeasuredRecord(
            Map.of("id", "b"),
            Level.WARN,
            Finding.WARN,
            List.of(value("n", null, "9", null, "9", Finding.WARN)));
    RecordCounts counts = new RecordCounts(2, 0, 2, 1, Map.of(Finding.OK, 1L, Finding.WARN, 1L));
    IndicatorNode node =
        store()
            .session(
                indicator(1, "a").session(11, 1, BEGIN, Verdict.WARN, "9", counts), warns, good)
            .report(1)
            .tree()
            .indicators()
            .shown()
            .get(0);
    assertThat(node.records().shown()).containsExactly(warns);
    assertThat(IndicatorStory.recordsTitle(node)).isEqualTo("Records that warn");
    assertThat(IndicatorStory.records(node)).isEqualTo("1 of 2 records warns");
  }

  @Test
  void a_table_of_records_has_the_columns_only_that_have_something_to_say() {
    IndicatorTree tree = Groups.nightly().report(Groups.BATCH).tree();
    RecordTable two = RecordTable.of(node(tree, "Orders per shop and day arrive complete"), 3);
    assertThat(two.columns().stream().map(RecordTable.Column::title))
        .containsExactly("shop", "day", "Source", "Target", "Difference", "Compared, %", "Found");
    assertThat(two.rows().get(1))
        .containsExactly(
            "Gent Korenmarkt", "2026-05-03", "9,120.00", "", "", "", "missing in the target");
    assertThat(two.rows().get(2))
        .containsExactly("Gent Korenmarkt", "2026-05-02", "1,830.10", "NULL", "", "", "NULL");
    RecordTable one = RecordTable.of(node(tree, "Returns per country are as usual"));
    assertThat(one.columns().stream().map(RecordTable.Column::title))
        .containsExactly("country", "Target", "Compared", "Found");
  }

  @Test
  void records_that_were_not_kept_are_counted() {
    IndicatorNode node =
        store()
            .session(indicator(1, "a").session(11, 1, BEGIN, Verdict.ALERT, "90", counts(9, 4)))
            .report(1)
            .tree()
            .indicators()
            .shown()
            .get(0);
    assertThat(IndicatorStory.moreRecords(node)).isEqualTo("4 records, none of which was kept");
  }

  @Test
  void a_batch_that_is_not_there_is_refused() {
    assertThatThrownBy(() -> store().report(7)).isInstanceOf(NoSuchBatch.class);
  }

  private static IndicatorNode node(IndicatorTree tree, String name) {
    return tree.indicators().shown().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
