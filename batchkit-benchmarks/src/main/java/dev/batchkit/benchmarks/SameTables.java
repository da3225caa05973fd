package dev.batchkit.benchmarks;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks that two files hold the same: every table but batchkit's bookkeeping about the file, row
 * by row, but for the columns that are times or random ids; and that batchkit accepts the seals.
 */
final class SameTables {
  private static final Set<String> BOOKKEEPING = Set.of("batchkit_schema", "batchkit_latch");
  private static final Set<String> DIFFERENT =
      Set.of(
          "device_id",
          "orchestration_session_id",
          "orchestration_session_entry_id",
          "orchestration_session_issue_id",
          "orchestration_session_state_id",
          "session_entry_id",
          "session_id",
          "owner",
          "seal_sha256",
          "created_at",
          "created_date",
          "executed_at",
          "frozen_at",
          "last_seen_at",
          "orch_finished_at",
          "orch_started_at",
          "populated_at",
          "row_updated_at",
          "started_at",
          "transitioned_at",
          "updated_at",
          "updated_date");
  private static final Set<String> WITH_SEAL = Set.of("diagnostics_json", "diagnostics_md");

  private SameTables() {}

  /** Refuses two files that differ. */
  static void require(Path one, Path other) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + one);
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + other + "' AS other");
      for (String table : strings(statement, tables())) {
        if (!BOOKKEEPING.contains(table)) {
          require(statement, table);
        }
      }
    }
  }

  private static String tables() {
    return "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
  }

  private static void require(Statement statement, String table) throws SQLException {
    List<String> columns =
        strings(statement, "SELECT name FROM pragma_table_info('" + table + "')");
    columns.removeAll(DIFFERENT);
    String main = "main.\"" + table + '"';
    String other = "other.\"" + table + '"';
    requireZero(
        statement,
        table,
        "SELECT (SELECT count(*) FROM " + main + ") - (SELECT count(*) FROM " + other + ")");
    if (!columns.isEmpty()) {
      String here = "SELECT " + select("main", columns) + " FROM " + main;
      String there = "SELECT " + select("other", columns) + " FROM " + other;
      requireZero(statement, table, more(here, there));
      requireZero(statement, table, more(there, here));
    }
  }

  private static String more(String one, String other) {
    return "SELECT count(*) FROM (" + one + " EXCEPT " + other + ")";
  }

  private static String select(String schema, List<String> columns) {
    List<String> cells = new ArrayList<>();
    for (String column : columns) {
      cells.add(
          WITH_SEAL.contains(column)
              ? "replace("
                  + column
                  + ", coalesce((SELECT seal_sha256 FROM "
                  + schema
                  + ".batchkit_batch), '-'), '')"
              : '"' + column + '"');
    }
    return String.join(", ", cells);
  }

  private static void requireZero(Statement statement, String table, String select)
      throws SQLException {
    if (!strings(statement, select).equals(List.of("0"))) {
      throw new IllegalStateException("the table " + table + " differs: " + select);
    }
  }

  private static List<String> strings(Statement statement, String select) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }

  /** Refuses a file whose batch is not as its seal says. */
  static void requireIntact(Path file) {
    try (BatchKit kit =
        BatchKit.open(SqliteStore.open(file), k -> k.handler(new PriceHandler(0, false)))) {
      if (!kit.batches(PriceHandler.TYPE).verify(new BatchId(1)).intact()) {
        throw new IllegalStateException("the seal of " + file + " does not fit its batch");
      }
    }
  }
}
