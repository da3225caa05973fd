package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.error.WrongFile;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.sqlite.MergeReport.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of other files come into a store, once, whoever wrote them. */
class MergeTest {
  private static final String DDL = "-- Filled as real programs";

  @TempDir Path directory;
  private Path file;
  private Path other;
  private SqliteStore store;

  @BeforeEach
  void create() {
    file = directory.resolve("x.db");
    other = directory.resolve("other.db");
    store = SqliteStore.create(file);
  }

  @AfterEach
  void close() {
    FaultPoints.hook = FaultPoints.INERT;
    store.close();
  }

  @Test
  void sessions_come_with_all_that_belongs_to_them_once() throws Exception {
    run(other, Shell.script("rssd.sql"));
    byte[] before = Files.readAllBytes(other);
    MergeReport report = store.merge(other);
    assertThat(report.tables())
        .containsExactly(
            new Table("device", 1, 0, 0, 0),
            new Table("orchestration_nature", 2, 0, 0, 0),
            new Table("orchestration_session", 2, 0, 0, 0),
            new Table("orchestration_session_entry", 2, 0, 0, 0),
            new Table("orchestration_session_state", 0, 0, 0, 0),
            new Table("orchestration_session_exec", 2, 0, 0, 0),
            new Table("orchestration_session_issue", 3, 0, 0, 0),
            new Table("orchestration_session_issue_relation", 0, 0, 0, 0),
            new Table("orchestration_session_log", 1, 0, 0, 0));
    assertThat(dump(file)).isEqualTo(dump(other));
    MergeReport again = store.merge(other);
    assertThat(again.changedNothing()).isTrue();
    assertThat(again.tables()).allMatch(table -> table.left() == 0 && table.refused() == 0);
    assertThat(dump(file)).isEqualTo(dump(other));
    assertThat(Files.readAllBytes(other)).isEqualTo(before);
  }

  @Test
  void rows_that_our_tables_would_not_take_become_what_is_read_of_them() throws Exception {
    run(other, Shell.script("rssd-v3.sql"));
    MergeReport report = store.merge(other);
    assertThat(report.tables().get(2)).isEqualTo(new Table("orchestration_session", 3, 0, 0, 1));
    assertThat(report.tables().get(3))
        .isEqualTo(new Table("orchestration_session_entry", 2, 0, 0, 1));
    try (SqliteStore adopted = SqliteStore.adopt(other)) {
      for (String id : List.of("plain", "odd", "offset")) {
        assertThat(store.ledger().session(id)).isEqualTo(adopted.ledger().session(id)).isPresent();
        assertThat(store.ledger().entries(id, null, 10))
            .isEqualTo(adopted.ledger().entries(id, null, 10));
      }
      assertThat(store.ledger().execs("odd", null, 10))
          .isEqualTo(adopted.ledger().execs("odd", null, 10).subList(0, 2));
      assertThat(store.ledger().logs("odd", null, 10))
          .isEqualTo(adopted.ledger().logs("odd", null, 10));
    }
    MergeReport again = store.merge(other);
    assertThat(again.changedNothing()).isTrue();
    assertThat(again.tables().get(3).refused()).isEqualTo(1);
    assertThat(again.tables()).allMatch(table -> table.left() == 0);
  }

  @Test
  void what_has_ended_meanwhile_is_brought_up_to_date() throws Exception {
    run(other, ddl());
    run(
        other,
        device("d", "host")
            + session("s", "d", "NULL")
            + "INSERT INTO orchestration_session_exec (orchestration_session_exec_id, exec_nature,"
            + " session_id, exec_code, exec_status) VALUES ('x', 'shell', 's', 'ls', -1);");
    store.merge(other);
    assertThat(store.ledger().session("s").orElseThrow().finishedAt()).isNull();
    run(
        other,
        "UPDATE orchestration_session SET orch_finished_at = '2026-05-04 10:00:00',"
            + " args_json = '[]', diagnostics_md = 'done';"
            + "UPDATE orchestration_session_exec SET exec_status = 0, output_text = 'a.csv';");
    MergeReport report = store.merge(other);
    assertThat(report.tables().get(2)).isEqualTo(new Table("orchestration_session", 0, 1, 0, 0));
    assertThat(report.tables().get(5))
        .isEqualTo(new Table("orchestration_session_exec", 0, 1, 0, 0));
    OrchestrationSession ended = store.ledger().session("s").orElseThrow();
    assertThat(ended.finishedAt()).isNotNull();
    assertThat(ended.diagnosticsMarkdown()).isEqualTo("done");
    assertThat(store.ledger().execs("s", null, 1))
        .extracting(Exec::status, Exec::output)
        .containsExactly(tuple("0", "a.csv"));
    assertThat(store.merge(other).changedNothing()).isTrue();
    run(other, "UPDATE orchestration_session SET orch_finished_at = NULL;");
    assertThat(store.merge(other).tables()).allMatch(table -> table.left() == 0);
    assertThat(store.ledger().session("s")).contains(ended);
  }

  @Test
  void a_session_that_is_recorded_here_is_ended_here() throws Exception {
    run(other, ddl() + device("d", "host") + session("s", "d", "NULL"));
    store.merge(other);
    store.inUnit(
        "record",
        unit -> {
          unit.ledger().recording("s", store.owner());
          return true;
        });
    run(other, "UPDATE orchestration_session SET orch_finished_at = '2026-05-04 10:00:00';");
    assertThat(store.merge(other).tables().get(2))
        .isEqualTo(new Table("orchestration_session", 0, 0, 1, 0));
    assertThat(store.ledger().session("s").orElseThrow().finishedAt()).isNull();
  }

  @Test
  void what_has_the_id_of_something_else_is_left_with_all_that_belongs_to_it() throws Exception {
    run(other, ddl() + device("d", "host") + session("s", "d", "NULL"));
    store.merge(other);
    Path third = directory.resolve("third.db");
    run(
        third,
        ddl()
            + device("d", "elsewhere")
            + session("s", "d", "NULL")
            + session("t", "d", "NULL")
            + "INSERT INTO orchestration_session_entry VALUES ('e1', 's', 'a', NULL, NULL),"
            + " ('e2', 't', 'b', NULL, NULL);"
            + "INSERT INTO orchestration_session_issue VALUES"
            + " ('i-1', 's', 'e1', 'T', 'm', NULL, NULL, NULL, NULL, NULL);"
            + "INSERT INTO orchestration_session_issue_relation VALUES"
            + " ('r-1', 'i-1', 'i-1', 'x', NULL);"
            + "INSERT INTO orchestration_session_log VALUES"
            + " ('l-1', NULL, NULL, 'line', NULL, '{\"session_id\":\"s\"}');");
    MergeReport report = store.merge(third);
    assertThat(report.tables())
        .containsExactly(
            new Table("device", 1, 0, 0, 0),
            new Table("orchestration_nature", 0, 0, 0, 0),
            new Table("orchestration_session", 1, 0, 1, 0),
            new Table("orchestration_session_entry", 1, 0, 1, 0),
            new Table("orchestration_session_state", 0, 0, 0, 0),
            new Table("orchestration_session_exec", 0, 0, 0, 0),
            new Table("orchestration_session_issue", 0, 0, 1, 0),
            new Table("orchestration_session_issue_relation", 0, 0, 1, 0),
            new Table("orchestration_session_log", 0, 0, 1, 0));
    String device = store.ledger().session("t").orElseThrow().deviceId();
    assertThat(device).isNotEqualTo("d");
    assertThat(store.ledger().device(device).orElseThrow().name()).isEqualTo("elsewhere");
    assertThat(store.merge(third).changedNothing()).isTrue();
    run(third, "UPDATE orchestration_session_entry SET ingest_src = 'c' WHERE session_id = 't';");
    assertThat(store.merge(third).tables().get(3).left()).isEqualTo(2);
  }

  @Test
  void a_row_may_lie_before_the_one_that_it_hangs_on() throws Exception {
    run(
        other,
        ddl()
            + device("d", "host")
            + session("s", "d", "NULL")
            + "INSERT INTO orchestration_session_log VALUES ('l-1', NULL, 'l-2', 'c', 1, NULL),"
            + " ('l-2', NULL, 'l-3', 'b', 1, NULL), ('l-3', NULL, NULL, 'a', 1, NULL),"
            + " ('l-4', NULL, 'gone', 'd', 1, NULL);");
    assertThat(store.merge(other).tables().get(8))
        .isEqualTo(new Table("orchestration_session_log", 3, 0, 0, 1));
    assertThat(store.merge(other).changedNothing()).isTrue();
  }

  @Test
  void a_merge_that_was_cut_short_is_completed_by_the_next() throws Exception {
    StringBuilder script = new StringBuilder(ddl() + device("d", "host"));
    for (int i = 0; i < 1_200; i++) {
      script.append(session("s" + i, "d", "NULL"));
      script.append("INSERT INTO orchestration_session_entry VALUES ('e" + i + "', 's" + i);
      script.append("', 'a', NULL, NULL);");
    }
    run(other, "BEGIN;" + script + "COMMIT;");
    for (String point : List.of("merge:begun", "merge:before-commit", "merge:committed")) {
      for (int unit = 1; unit <= 7; unit += 2) {
        Path target = directory.resolve(point.substring(6) + unit + ".db");
        SqliteStore dying = SqliteStore.create(target);
        AtomicInteger hits = new AtomicInteger(unit);
        FaultPoints.hook =
            at -> {
              if (at.equals(point) && hits.decrementAndGet() == 0) {
                throw new IllegalStateException("killed");
              }
            };
        assertThatThrownBy(() -> dying.merge(other)).isInstanceOf(IllegalStateException.class);
        FaultPoints.hook = FaultPoints.INERT;
        dying.abandon();
        try (SqliteStore next = SqliteStore.open(target)) {
          next.merge(other);
          assertThat(dump(target)).isEqualTo(dump(other));
          assertThat(next.merge(other).changedNothing()).isTrue();
        }
      }
    }
  }

  @Test
  void a_store_with_a_prefix_takes_sessions_of_both_kinds() throws Exception {
    run(other, Shell.script("rssd.sql"));
    Path prefixed = directory.resolve("prefixed.db");
    try (SqliteStore bk = SqliteStore.create(prefixed, o -> o.tablePrefix("bk_"));
        SqliteStore copy =
            SqliteStore.create(directory.resolve("copy.db"), o -> o.tablePrefix("bk_"))) {
      assertThat(bk.merge(other).tables().get(2).added()).isEqualTo(2);
      assertThat(copy.merge(prefixed).tables().get(2).added()).isEqualTo(2);
      assertThat(copy.merge(other).changedNothing()).isTrue();
    }
  }

  @Test
  void a_device_with_null_in_its_key_is_found_again() throws Exception {
    Path third = directory.resolve("third.db");
    run(other, Shell.script("rssd-v3.sql"));
    run(third, Shell.script("rssd-v3.sql"));
    try (SqliteStore adopted = SqliteStore.adopt(other)) {
      assertThat(adopted.merge(third).tables().get(0)).isEqualTo(new Table("device", 0, 0, 0, 0));
    }
  }

  @Test
  void what_the_other_file_has_no_column_for_is_filled_where_it_is_required() throws Exception {
    run(
        other,
        ddl()
            + device("d", "host")
            + session("s", "d", "NULL")
            + "ALTER TABLE orchestration_session DROP COLUMN version;");
    assertThat(store.merge(other).tables().get(2))
        .isEqualTo(new Table("orchestration_session", 1, 0, 0, 0));
    assertThat(store.ledger().session("s").orElseThrow().version()).isEmpty();
    assertThat(store.merge(other).tables().get(2))
        .isEqualTo(new Table("orchestration_session", 0, 0, 0, 0));
  }

  @Test
  void what_is_no_other_ledger_is_refused() throws Exception {
    run(other, "CREATE TABLE price (sku TEXT);");
    assertThatThrownBy(() -> store.merge(other))
        .isInstanceOf(WrongFile.class)
        .hasMessageContaining("no table orchestration_session");
    assertThatThrownBy(() -> store.merge(file)).isInstanceOf(WrongFile.class);
    assertThatThrownBy(() -> store.merge(directory.resolve("none.db")))
        .isInstanceOf(WrongFile.class);
    Path text = Files.writeString(directory.resolve("text.db"), "x".repeat(2_000));
    assertThatThrownBy(() -> store.merge(text)).isInstanceOf(WrongFile.class);
    run(
        other,
        ddl() + "ALTER TABLE orchestration_session_entry RENAME COLUMN session_id TO session;");
    assertThatThrownBy(() -> store.merge(other))
        .isInstanceOf(WrongFile.class)
        .hasMessageContaining("without the column session_id");
    assertThatThrownBy(() -> store.inUnit("x", unit -> store.merge(other)))
        .isInstanceOf(InsideUnit.class);
    try (SqliteStore reader = SqliteStore.readOnly(file)) {
      assertThatThrownBy(() -> reader.merge(other)).isInstanceOf(UnsupportedByStore.class);
    }
  }

  private static String ddl() throws Exception {
    String script = Shell.script("rssd.sql");
    return script.substring(0, script.indexOf(DDL))
        + "INSERT INTO orchestration_nature (orchestration_nature_id, nature)"
        + " VALUES ('n', 'Nature');";
  }

  private static String device(String id, String name) {
    return "INSERT INTO device (device_id, name, state, boundary) VALUES ('%s', '%s', '\"S\"', 'b');"
        .formatted(id, name);
  }

  private static String session(String id, String device, String finished) {
    return ("INSERT INTO orchestration_session (orchestration_session_id, device_id,"
            + " orchestration_nature_id, version, orch_started_at, orch_finished_at)"
            + " VALUES ('%s', '%s', 'n', '1', '2026-05-04 09:00:00', %s);")
        .formatted(id, device, finished);
  }

  private static void run(Path file, String script) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(script.replaceAll("(?m)^--.*$", ""));
    }
  }

  /** All rows of the ledger, cell by cell with the class that is stored, in their order. */
  private static List<String> dump(Path file) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      for (String table : Structure.TABLES) {
        List<String> cells = new ArrayList<>();
        try (ResultSet columns =
            statement.executeQuery("SELECT name FROM pragma_table_info('" + table + "')")) {
          while (columns.next()) {
            cells.add(
                "typeof(" + columns.getString(1) + ") || quote(" + columns.getString(1) + ")");
          }
        }
        try (ResultSet found =
            statement.executeQuery(
                "SELECT "
                    + String.join(" || ' ' || ", cells)
                    + " FROM "
                    + table
                    + " ORDER BY rowid")) {
          while (found.next()) {
            rows.add(table + " " + found.getString(1));
          }
        }
      }
    }
    return rows;
  }
}
