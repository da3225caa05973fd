package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.store.Check;
import dev.batchkit.store.Health;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nine documented views: each figure, worked out by hand from what {@code went.sql} says. */
class ViewsTest {
  private static final Map<String, List<String>> FIGURES =
      Map.of(
          "orchestration_session_by_device(device_id,device_name,session_count)",
          List.of("d1|alpha|5", "d2|beta|2"),
          "orchestration_session_duration(orchestration_session_id,orchestration_nature,"
              + "orch_started_at,orch_finished_at,duration_seconds)",
          List.of(
              "C1|Check|1714813200|2026-05-04 10:00:00|",
              "C2|Check|yesterday|today|",
              "L1|Load|2026-05-04 09:00:00|2026-05-04T09:00:06.500Z|6.5",
              "L2|Load|2026-05-04T09:00:00.000Z|2026-05-04T11:00:02.250+02:00|2.25",
              "L4|Load|2026-05-04 10:00:00|2026-05-04 10:00:10|10.0"),
          "orchestration_success_rate(orchestration_nature,total_sessions,successful_sessions,"
              + "success_rate)",
          List.of("Check|2|1|50.0", "De-identification|1|0|0.0", "Load|4|2|50.0"),
          "orchestration_session_script(orchestration_session_id,orchestration_nature,"
              + "script_count)",
          List.of("D1|De-identification|1", "L1|Load|2", "L3|Load|1"),
          "orchestration_executions_by_type(exec_nature,execution_count)",
          List.of("De-identification|1", "SQL|4", "shell|4"),
          "orchestration_execution_success_rate_by_type(exec_nature,total_executions,"
              + "successful_executions,success_rate)",
          List.of("De-identification|1|1|100.0", "SQL|4|2|50.0", "shell|4|3|75.0"),
          "orchestration_session_summary(issue_type,issue_count)",
          List.of("Missing Column|1", "Range Violation|3", "Structural|1"),
          "orchestration_issue_remediation(orchestration_session_issue_id,issue_type,"
              + "issue_message,remediation)",
          List.of(
              "12345678|Missing Column|no sku|",
              "i-1|Range Violation|too low|Ensure values are above 10",
              "i-4|Range Violation|too high|Ask"),
          "orchestration_logs_by_session(orchestration_session_id,orchestration_nature,category,"
              + "log_count)",
          List.of("D1|De-identification||1", "L1|Load|check|1", "L1|Load|load|2"));

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("x.db");
  }

  @Test
  void every_figure_of_every_view_is_right() throws Exception {
    SqliteStore.create(file).close();
    fill("");
    for (Map.Entry<String, List<String>> view : FIGURES.entrySet()) {
      assertThat(rows(view.getKey(), "")).as(view.getKey()).isEqualTo(view.getValue());
    }
  }

  @Test
  void views_have_the_table_prefix_and_work_under_it() throws Exception {
    SqliteStore.create(file, o -> o.tablePrefix("bk_")).close();
    fill("bk_");
    for (Map.Entry<String, List<String>> view : FIGURES.entrySet()) {
      assertThat(rows(view.getKey(), "bk_")).as(view.getKey()).isEqualTo(view.getValue());
    }
  }

  @Test
  void they_are_read_through_the_connections_of_a_store_too() throws Exception {
    try (SqliteStore store = SqliteStore.create(file)) {
      fill("");
      try (Connection connection = store.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        for (String view : FIGURES.keySet()) {
          try (ResultSet rows = statement.executeQuery(select(view, ""))) {
            assertThat(rows.next()).as(view).isTrue();
          }
        }
      }
    }
  }

  @Test
  void the_command_line_tool_reads_the_same() throws Exception {
    Shell.require();
    SqliteStore.create(file).close();
    fill("");
    for (Map.Entry<String, List<String>> view : FIGURES.entrySet()) {
      assertThat(Shell.run(file, select(view.getKey(), ""))).isEqualTo(view.getValue());
    }
  }

  @Test
  void cells_that_are_no_json_hide_nothing() throws Exception {
    SqliteStore.create(file).close();
    fill("");
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA ignore_check_constraints = 1");
      statement.execute("UPDATE orchestration_session_log SET elaboration = '{' WHERE rowid = 5");
      statement.execute("UPDATE orchestration_session_log SET elaboration = x'00' WHERE rowid = 6");
      statement.execute("UPDATE orchestration_session_log SET elaboration = '' WHERE rowid = 7");
    }
    for (Map.Entry<String, List<String>> view : FIGURES.entrySet()) {
      assertThat(rows(view.getKey(), "")).as(view.getKey()).isEqualTo(view.getValue());
    }
  }

  @Test
  void statistics_say_what_the_views_say() throws Exception {
    try (SqliteStore store = SqliteStore.create(file)) {
      fill("");
      assertThat(store.ledger().statistics())
          .containsExactly(
              new NatureStatistics("check", "Check", 2, 1, 1, 0, null, null, null, null),
              new NatureStatistics(
                  "deidentify", "De-identification", 1, 0, 0, 1, null, null, null, null),
              new NatureStatistics(
                  "load",
                  "Load",
                  4,
                  2,
                  2,
                  0,
                  Duration.ofMillis(2_250),
                  Duration.ofMillis(6_500),
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(10)));
    }
  }

  @Test
  void a_view_that_somebody_changed_or_dropped_is_worth_a_look_and_no_reason_to_refuse()
      throws Exception {
    SqliteStore.create(file).close();
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP VIEW orchestration_session_summary");
      statement.execute("DROP VIEW orchestration_success_rate");
      statement.execute("CREATE VIEW orchestration_success_rate AS SELECT 100");
    }
    SqliteStore.open(file).close();
    Health health = SqliteStore.check(file);
    assertThat(health.level()).isEqualTo(Check.Level.WARN);
    assertThat(health.text())
        .contains("view orchestration_session_summary is missing")
        .contains("view orchestration_success_rate has another text");
  }

  private void fill(String prefix) throws Exception {
    String script = Shell.script("went.sql").replaceAll("(?m)^--.*$", "");
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      for (String sql : script.split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql.strip().replace("INSERT INTO ", "INSERT INTO " + prefix));
        }
      }
    }
  }

  private List<String> rows(String view, String prefix) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select(view, prefix))) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        StringJoiner cells = new StringJoiner("|");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          String cell = rows.getString(i);
          cells.add(cell == null ? "" : cell);
        }
        found.add(cells.toString());
      }
      return found;
    }
  }

  private static String select(String view, String prefix) {
    String name = view.substring(0, view.indexOf('('));
    String columns = view.substring(view.indexOf('(') + 1, view.length() - 1);
    return "SELECT " + columns + " FROM " + prefix + name + " ORDER BY " + columns;
  }
}
