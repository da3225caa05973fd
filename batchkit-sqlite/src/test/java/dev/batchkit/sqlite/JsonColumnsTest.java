package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.store.LedgerReads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every JSON column of the ledger against texts that other programs may write: what passes our gate
 * passes SQLite's check, and what SQLite let pass, or a file without checks, is read.
 */
class JsonColumnsTest {
  private static final Map<String, Function<LedgerReads, Json>> COLUMNS =
      Map.ofEntries(
          Map.entry("device.state", ledger -> ledger.device("d1").orElseThrow().state()),
          Map.entry(
              "device.segmentation", ledger -> ledger.device("d1").orElseThrow().segmentation()),
          Map.entry("device.state_sysinfo", ledger -> ledger.device("d1").orElseThrow().sysinfo()),
          Map.entry(
              "device.elaboration", ledger -> ledger.device("d1").orElseThrow().elaboration()),
          Map.entry(
              "orchestration_nature.elaboration",
              ledger -> ledger.nature("load").orElseThrow().elaboration()),
          Map.entry(
              "orchestration_session.elaboration",
              ledger -> ledger.session("L1").orElseThrow().elaboration()),
          Map.entry(
              "orchestration_session.args_json",
              ledger -> ledger.session("L1").orElseThrow().args()),
          Map.entry(
              "orchestration_session.diagnostics_json",
              ledger -> ledger.session("L1").orElseThrow().diagnostics()),
          Map.entry(
              "orchestration_session_entry.elaboration",
              ledger -> ledger.entries("L1", null, 1).get(0).elaboration()),
          Map.entry(
              "orchestration_session_state.transition_result",
              ledger -> ledger.states("L1", null, 1).get(0).result()),
          Map.entry(
              "orchestration_session_state.elaboration",
              ledger -> ledger.states("L1", null, 1).get(0).elaboration()),
          Map.entry(
              "orchestration_session_exec.output_nature",
              ledger -> ledger.execs("L1", null, 1).get(0).outputNature()),
          Map.entry(
              "orchestration_session_exec.elaboration",
              ledger -> ledger.execs("L1", null, 1).get(0).elaboration()),
          Map.entry(
              "orchestration_session_issue.elaboration",
              ledger -> ledger.issues("L1", null, 1).get(0).elaboration()),
          Map.entry(
              "orchestration_session_issue_relation.elaboration",
              ledger -> ledger.relations("L1", null, 1).get(0).elaboration()));

  private static final List<String> TEXTS =
      List.of(
          "{}",
          " \t\r\n[ 1 , 2.50 ] \n",
          "null",
          "true",
          "\"\"",
          "-0",
          "1e999",
          "{\"a\":1e9999999999}",
          "{\"a\":1,\"a\":2}",
          "{}\u0000junk",
          "",
          " ",
          "{a:1}",
          "{'a':1}",
          "[1,]",
          "01",
          ".5",
          "NaN",
          "Infinity",
          "\"\t\"",
          "\uFEFF{}",
          "// {}",
          "JSON",
          "\"\\ud800\"",
          "\"ü\uD83E\uDD16\u2028\"",
          "[".repeat(100) + "]".repeat(100),
          "[".repeat(101) + "]".repeat(101),
          "[".repeat(1000) + "]".repeat(1000),
          "[".repeat(1001) + "]".repeat(1001),
          "1" + "0".repeat(1000));

  @TempDir Path directory;

  @Test
  void every_text_in_every_column_is_read_and_hides_nothing() throws Exception {
    Path file = directory.resolve("x.db");
    try (SqliteStore store = SqliteStore.create(file);
        Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      for (String sql : Shell.script("went.sql").replaceAll("(?m)^--.*$", "").split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql.strip());
        }
      }
      statement.execute(
          "INSERT INTO orchestration_session_issue_relation VALUES ('r1', 'i-1', 'i-2', 'x', NULL)");
      for (String column : COLUMNS.keySet()) {
        for (String text : TEXTS) {
          check(store.ledger(), connection, column, text);
        }
      }
    }
  }

  private static void check(LedgerReads ledger, Connection connection, String column, String text)
      throws SQLException {
    boolean passes = passes(text);
    if (passes) {
      assertThatCode(() -> write(connection, column, text, false))
          .as("%s takes %s", column, text)
          .doesNotThrowAnyException();
    }
    write(connection, column, text, true);
    assertThat(COLUMNS.get(column).apply(ledger))
        .as("%s: %s", column, text)
        .isEqualTo(passes ? Json.of(text) : Json.write(text));
    assertThat(ledger.issueCounts("L1")).hasSize(1);
    assertThat(ledger.logs("L1", null, 10)).hasSize(3);
  }

  private static boolean passes(String text) {
    try {
      return Json.of(text).text().equals(text);
    } catch (InvalidValue e) {
      return false;
    }
  }

  private static void write(Connection connection, String column, String text, boolean unchecked)
      throws SQLException {
    String table = column.substring(0, column.indexOf('.'));
    String name = column.substring(column.indexOf('.') + 1);
    try (Statement pragma = connection.createStatement();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE " + table + " SET " + name + " = ?1 WHERE rowid = 1")) {
      pragma.execute("PRAGMA ignore_check_constraints = " + (unchecked ? 1 : 0));
      update.setString(1, text);
      update.executeUpdate();
    }
  }
}
