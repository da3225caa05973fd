package dev.batchkit.report.html;

import static dev.batchkit.report.html.Measured.BEGIN;
import static dev.batchkit.report.html.Measured.counts;
import static dev.batchkit.report.html.Measured.record;
import static dev.batchkit.report.html.Measured.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.batch.UtcText;
import dev.batchkit.report.HistoryPoint;
import dev.batchkit.report.IndicatorNode;
import dev.batchkit.report.IndicatorReport;
import dev.batchkit.report.IndicatorStory;
import dev.batchkit.report.IndicatorTree;
import dev.batchkit.report.html.Measured.Indicator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.NewIndicator;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import dev.batchkit.testkit.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A batch of indicators that is read from a store. */
class IndicatorStoreTest {
  private static final RowTable ROWS =
      new RowTable(
          "batchkit_row_measured",
          List.of(new Column("indicator", ColumnType.TEXT)),
          List.of(),
          List.of());

  private final InMemoryStore store = InMemoryStore.create();
  private final Indicator indicator =
      new Indicator(1, "orders", "validity", Quantity.VALUE, ">", "10");

  @Test
  void a_batch_in_a_store_is_told_with_its_history_its_records_and_what_waits() {
    store.prepare(ROWS);
    long before = in(unit -> batch(unit, BEGIN.minusSeconds(86_400), Verdict.OK, "3"));
    long id = in(unit -> batch(unit, BEGIN, Verdict.ALERT, "12"));
    IndicatorTree tree = IndicatorReport.of(store, id).tree();
    assertThat(tree.title()).isEqualTo("nightly");
    assertThat(tree.startedAt()).isEqualTo(BEGIN);
    assertThat(tree.batches().stream().map(batch -> batch.batchId().value()))
        .containsExactly(before, id);
    assertThat(tree.waiting().shown()).containsExactly("returns");
    assertThat(IndicatorStory.headline(tree))
        .isEqualTo("1 of 2 indicators alerts, 1 is not measured yet");
    IndicatorNode node = tree.indicators().shown().get(0);
    assertThat(node.history().stream().map(HistoryPoint::verdict))
        .containsExactly(Verdict.OK, Verdict.ALERT);
    assertThat(node.records().shown()).hasSize(1);
    assertThat(IndicatorStory.condition(node))
        .isEqualTo("Alerts when the value is greater than 10.");
    assertThat(IndicatorReport.of(store, before).tree().indicators().shown().get(0).history())
        .as("what came later is no history")
        .hasSize(1);
  }

  private interface Work {
    long in(Unit unit);
  }

  private long in(Work work) {
    return Objects.requireNonNull(store.inUnit("test", work::in));
  }

  private long batch(Unit unit, Instant at, Verdict verdict, String extreme) {
    long groupId = unit.indicators().putGroup("nightly", at, ActorIds.NOBODY);
    long indicatorId =
        unit.indicators()
            .put(
                new NewIndicator(
                    "orders",
                    null,
                    groupId,
                    0,
                    true,
                    "validity",
                    indicator.definition(),
                    at,
                    ActorIds.NOBODY));
    long id =
        unit.batches()
            .insert(
                new NewBatch(
                    "measured",
                    null,
                    null,
                    null,
                    null,
                    ROWS.name(),
                    List.of(StatusInfo.of(Severity.OK)),
                    ROWS.columns(),
                    groupId,
                    at,
                    ActorIds.NOBODY));
    rows(unit, id, at, "orders", "returns");
    session(unit, id, indicatorId, at, verdict, extreme);
    return id;
  }

  /** Rows of which the first was reached. */
  private static void rows(Unit unit, long id, Instant at, String... names) {
    List<StoredRow> rows = new ArrayList<>();
    for (String name : names) {
      Object[] cells = {name};
      String outcome = rows.isEmpty() ? "APPLIED" : null;
      rows.add(
          new StoredRow(
              rows.size() + 1L,
              "OK",
              null,
              null,
              1,
              false,
              outcome,
              null,
              UtcText.of(at),
              null,
              cells));
    }
    unit.rows().insert(ROWS, id, rows);
    Batch header = unit.batches().find(id).orElseThrow();
    unit.batches().change(Measured.withRows(header, new RowWindow(1, 2, 2)));
  }

  private void session(
      Unit unit, long id, long indicatorId, Instant at, Verdict verdict, String extreme) {
    boolean alerts = verdict == Verdict.ALERT;
    var session = indicator.session(0, id, at, verdict, extreme, counts(2, alerts ? 1 : 0));
    long sessionId =
        unit.sessions()
            .put(
                new NewSession(
                    id,
                    indicatorId,
                    "orders",
                    "validity",
                    session.status(),
                    verdict,
                    indicator.condition(),
                    session.counts(),
                    extreme,
                    null,
                    1,
                    at,
                    at.plusSeconds(2),
                    null,
                    indicator.definition(),
                    at,
                    ActorIds.NOBODY));
    if (alerts) {
      unit.sessions()
          .addRecords(
              sessionId,
              List.of(
                  new NewRecord(
                      7,
                      null,
                      record(value("n", null, "12", null, "12", Finding.ALERT), "id", "a"))));
    }
  }
}
