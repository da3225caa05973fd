package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.json.Json;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.AlertThreshold;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quality;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.TrendStep;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.SessionFilter;
import dev.batchkit.store.SessionReads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indicators and sessions that another program wrote by plain SQL, whatever stands in them. */
class ForeignSessionTest {
  @TempDir Path directory;
  private Path file;
  private SqliteStore store;
  private SessionReads sessions;

  @BeforeEach
  void write() throws SQLException {
    file = directory.resolve("x.db");
    store = SqliteStore.create(file);
    sessions = store.sessions();
    run(
        "INSERT INTO user_group (id, name) VALUES (4, 'buyers')",
        "INSERT INTO user (id, email) VALUES (3, 'ann@acme.example')",
        "INSERT INTO indicator_group (id, name, created_date) VALUES (1, 'nightly', 'yesterday')",
        "INSERT INTO indicator (id, name, indicator_type, indicator_group_id) VALUES (2, 'Old', '', 1)",
        "INSERT INTO batch (id, status, indicator_group_id) VALUES (5, 'Success', 1)");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A session of the batch and the indicator with these cells. */
  private Session session(String status, String created, String counts) throws SQLException {
    run(
        "INSERT INTO session (batch_id, indicator_id, status, created_date, nb_records,"
            + " nb_records_alert, nb_records_no_alert) VALUES (5, 2, '"
            + status
            + "', "
            + created
            + ", "
            + counts
            + ")");
    return sessions.page(SessionFilter.ALL, Long.MAX_VALUE, 1).get(0);
  }

  @Test
  void a_session_has_what_is_documented_and_else_nothing() throws SQLException {
    run(
        "INSERT INTO session VALUES (9, 'Success', '>=', 0.1, 5, 2, 3, '2026-05-04 09:08:07',"
            + " '2026-05-04 09:10:00', 3, NULL, 4, 5, 2)",
        "INSERT INTO session (id, status, batch_id) VALUES (7, 'Pending', 5)");
    assertThat(sessions.find(9))
        .contains(
            new Session(
                9,
                new BatchId(5),
                2L,
                null,
                null,
                SessionStatus.SUCCESS,
                Verdict.ALERT,
                null,
                AlertOperator.GE,
                AlertThreshold.of("0.1"),
                new RecordCounts(5, 2, 3, 0, Map.of()),
                null,
                null,
                0,
                Instant.parse("2026-05-04T09:08:07Z"),
                null,
                null,
                3L,
                4L));
    assertThat(sessions.find(7))
        .contains(
            new Session(
                7,
                new BatchId(5),
                null,
                null,
                null,
                SessionStatus.PENDING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null));
    assertThat(sessions.find(5, 2).map(Session::id)).contains(9L);
  }

  @Test
  void a_verdict_is_taken_from_status_and_counts() throws SQLException {
    assertThat(session("Success", "NULL", "5, 0, 5").verdict()).isEqualTo(Verdict.OK);
    assertThat(session("Success", "NULL", "5, 1, 4").verdict()).isEqualTo(Verdict.ALERT);
    assertThat(session("Success", "NULL", "0, 0, 0").verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(session("Success", "NULL", "5, NULL, 5").verdict()).isNull();
    assertThat(session("Success", "NULL", "5, 2, 4").verdict()).isNull();
    assertThat(session("Failed", "NULL", "NULL, NULL, NULL").verdict())
        .isEqualTo(Verdict.NOT_MEASURED);
    assertThat(session("Killed", "NULL", "5, 0, 5").verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(session("Running", "NULL", "5, 0, 5").verdict()).isNull();
    assertThat(session("Pending", "NULL", "5, 0, 5").verdict()).isNull();
    assertThat(sessions.last(2, Long.MAX_VALUE).map(Session::status))
        .contains(SessionStatus.KILLED);
    assertThat(sessions.quality(SessionFilter.ALL)).isEqualTo(new Quality(5, 2, 1, 0, 1, 10, 9));
  }

  @Test
  void counts_that_do_not_add_up_are_none_and_no_error() throws SQLException {
    for (String counts :
        List.of(
            "NULL, NULL, NULL",
            "'many', 1, 2",
            "3, x'00', 3",
            "4, 1, 2",
            "3.5, 1.5, 2",
            "9223372036854775807, 9223372036854775807, 9223372036854775807")) {
      assertThat(session("Success", "NULL", counts).counts()).as(counts).isNull();
    }
    assertThat(session("Success", "NULL", "'3', 1.0, 2").counts())
        .isEqualTo(new RecordCounts(3, 1, 2, 0, Map.of()));
    for (int i = 0; i < 3; i++) {
      session("Success", "NULL", "9223372036854775807, 0, 9223372036854775807");
    }
    assertThat(sessions.quality(SessionFilter.ALL).records()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void thresholds_that_are_none_are_read_as_none() throws SQLException {
    for (String threshold : List.of("9e999", "1e300", "NULL")) {
      assertThat(threshold(threshold)).as(threshold).isNull();
    }
    assertThat(threshold("5")).isEqualTo(AlertThreshold.of("5"));
    assertThat(threshold("-1e-7")).isEqualTo(AlertThreshold.of("-0.0000001"));
    assertThat(threshold("100.0")).isEqualTo(AlertThreshold.of("100"));
  }

  private AlertThreshold threshold(String cell) throws SQLException {
    run(
        "INSERT INTO session (status, batch_id, alert_threshold) VALUES ('Failed', 5, "
            + cell
            + ")");
    return sessions.page(SessionFilter.ALL, Long.MAX_VALUE, 1).get(0).threshold();
  }

  @Test
  void sessions_are_found_by_when_they_were_created_in_any_form() throws SQLException {
    Instant nine = Instant.parse("2026-05-04T09:00:00Z");
    long plain = session("Failed", "'2026-05-04 09:30:00'", "NULL, NULL, NULL").id();
    long offset = session("Failed", "'2026-05-04T11:45:00.500+02:00'", "NULL, NULL, NULL").id();
    long day = session("Failed", "'2026-05-05'", "NULL, NULL, NULL").id();
    for (String none :
        List.of(
            "NULL",
            "'now'",
            "20260504",
            "2461165.5",
            "x'32303236'",
            "''",
            "'0000-01-01T00:00:00+14:00'",
            "'9999-12-31T23:59:59-14:00'")) {
      assertThat(session("Failed", none, "NULL, NULL, NULL").status())
          .isEqualTo(SessionStatus.FAILED);
    }
    assertThat(began(nine, nine.plusSeconds(3_600))).containsExactly(offset, plain);
    assertThat(began(null, Instant.parse("9999-01-01T00:00:00Z")))
        .containsExactly(day, offset, plain);
    assertThat(sessions.trend(SessionFilter.ALL, TrendStep.HOUR, 10))
        .extracting(TrendPoint::from)
        .containsExactly(Instant.parse("2026-05-05T00:00:00Z"), nine);
    assertThat(sessions.trend(SessionFilter.ALL, TrendStep.DAY, 10))
        .extracting(point -> point.quality().sessions())
        .containsExactly(1L, 2L);
    assertThat(sessions.batches(null, Long.MAX_VALUE, 10))
        .extracting(BatchSummary::startedAt)
        .containsExactly(Instant.parse("2026-05-04T09:30:00Z"));
    assertThat(sessions.durations(SessionFilter.ALL))
        .isEqualTo(new SessionDurations(0, null, null, null, null));
  }

  private List<Long> began(Instant from, Instant before) {
    SessionFilter filter = new SessionFilter(null, null, null, null, null, from, before);
    return sessions.page(filter, Long.MAX_VALUE, 20).stream().map(Session::id).toList();
  }

  @Test
  void batches_of_another_program_are_summed_up_with_their_sessions() throws SQLException {
    run(
        "INSERT INTO batch (id, status) VALUES (6, 'Success')",
        "INSERT INTO batch (id, status, indicator_group_id) VALUES (8, 'Running', 1)");
    assertThat(session("Success", "'2026-05-04 09:30'", "5, 1, 4").verdict())
        .isEqualTo(Verdict.ALERT);
    BatchSummary empty =
        new BatchSummary(
            new BatchId(8),
            1,
            "nightly",
            BatchStatus.RUNNING,
            null,
            null,
            new Quality(0, 0, 0, 0, 0, 0, 0));
    BatchSummary full =
        new BatchSummary(
            new BatchId(5),
            1,
            "nightly",
            BatchStatus.SUCCESS,
            Instant.parse("2026-05-04T09:30:00Z"),
            null,
            new Quality(1, 0, 0, 0, 1, 5, 4));
    assertThat(sessions.batches(null, Long.MAX_VALUE, 10)).containsExactly(empty, full);
    assertThat(sessions.batches(1L, 8, 10)).containsExactly(full);
    assertThat(store.batches().find(8).orElseThrow().indicatorGroupId()).isEqualTo(1);
  }

  @Test
  void indicators_are_read_whatever_stands_in_them() throws SQLException {
    run(
        "INSERT INTO indicator (id, name, indicator_type, execution_order, flag_active,"
            + " definition_json, created_date, indicator_group_id) VALUES"
            + " (10, 'Odd', 'x', 99999999999, 1, '{\"a\":1,\"a\":2}', '2026-05-04', 1),"
            + " (11, 'Word', 'x', 'soon', 0, '[]', 5, 1)");
    assertThat(store.indicators().group(1))
        .contains(new IndicatorGroup(1, "nightly", null, null, null));
    assertThat(store.indicators().indicators(1))
        .containsExactlyInAnyOrder(
            new Indicator(2, "Old", null, 1, 0, false, "", null, null, null, null),
            new Indicator(
                10,
                "Odd",
                null,
                1,
                Integer.MAX_VALUE,
                true,
                "x",
                Json.write("{\"a\":1,\"a\":2}"),
                Instant.parse("2026-05-04T00:00:00Z"),
                null,
                null),
            new Indicator(11, "Word", null, 1, 0, false, "x", Json.of("[]"), null, null, null));
  }

  @Test
  void a_session_of_another_program_in_a_batch_of_ours_has_no_records_and_is_taken_over()
      throws SQLException {
    long batch = Sample.filled(store, 1);
    run(
        "INSERT INTO session (id, status, batch_id, indicator_id) VALUES (9, 'Running', "
            + batch
            + ", 2)");
    long id =
        store.inUnit(
            "measure",
            unit -> {
              assertThat(unit.sessions().deleteRecords(9, 10)).isZero();
              long stored = unit.sessions().put(measured(batch));
              unit.sessions().addRecords(stored, List.of(record()));
              assertThat(unit.sessions().deleteRecords(stored, 10)).isEqualTo(1);
              return stored;
            });
    assertThat(id).isEqualTo(9);
    assertThat(sessions.find(9).orElseThrow().verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(sessions.find(9).orElseThrow().indicator()).isEqualTo("Old");
  }

  @Test
  void records_of_a_session_of_another_program_are_not_deleted_in_a_batch_that_is_not_ours()
      throws SQLException {
    long foreign = session("Success", "NULL", "5, 0, 5").id();
    assertThatThrownBy(
            () -> store.inUnit("delete", unit -> unit.sessions().deleteRecords(foreign, 10)))
        .isInstanceOf(StoreFailed.class);
  }

  private static NewSession measured(long batch) {
    return new NewSession(
        batch,
        2,
        "Old",
        "completeness",
        SessionStatus.FAILED,
        Verdict.NOT_MEASURED,
        null,
        null,
        null,
        "the source is gone",
        1,
        Sample.NOW,
        Sample.NOW,
        null,
        Json.of("{}"),
        Sample.NOW,
        ActorIds.NOBODY);
  }

  private static NewRecord record() {
    return new NewRecord(
        1, null, new MeasuredRecord(Map.of("sku", "1"), Level.ALERT, Finding.ALERT, List.of()));
  }

  @Test
  void running_sessions_of_another_program_are_not_interrupted() throws SQLException {
    long batch = Sample.filled(store, 1);
    run("INSERT INTO session (id, status, batch_id) VALUES (9, 'Running', " + batch + ")");
    store.inUnit(
        "interrupt",
        unit -> {
          unit.sessions().interrupt(batch, Sample.NOW);
          return unit;
        });
    assertThat(sessions.find(9).orElseThrow().status()).isEqualTo(SessionStatus.RUNNING);
  }
}
