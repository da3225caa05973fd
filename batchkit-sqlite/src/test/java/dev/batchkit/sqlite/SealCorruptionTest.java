package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.error.BatchKitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes around the triggers is found by the seal. */
class SealCorruptionTest {
  private static final long SEED = Long.getLong("batchkit.seed", System.nanoTime() & 0xffff_ffffL);
  private static final int FLIPS = 400;
  private static final Set<String> UNSEALED =
      Set.of("activity", "claim_owner", "claim_token", "frozen_at");

  @TempDir static Path directory;
  private static byte[] frozen;
  private static BatchId id;

  private Path file;

  @BeforeAll
  static void freeze() throws Exception {
    Path made = directory.resolve("frozen.db");
    id = Mixed.frozen(made);
    frozen = Files.readAllBytes(made);
  }

  @BeforeEach
  void copy() throws Exception {
    file = directory.resolve("copy.db");
    for (String beside : List.of("-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + beside));
    }
    Files.write(file, frozen);
  }

  @Test
  void what_nobody_changed_is_intact() throws SQLException {
    change("SELECT 1");

    assertThat(verified()).isEqualTo("intact");
  }

  static List<String> columns() throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection = Sample.plain(directory.resolve("frozen.db"));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT t.column1, c.name FROM (VALUES ('batch'), ('batchkit_batch'),
                  ('batchkit_row_mixed'), ('session'), ('batchkit_session'), ('batchkit_record'),
                  ('batchkit_change')) t
                JOIN pragma_table_info(t.column1) c
                """)) {
      while (rows.next()) {
        if (!UNSEALED.contains(rows.getString(2))) {
          columns.add(rows.getString(1) + "." + rows.getString(2));
        }
      }
    }
    return columns;
  }

  @ParameterizedTest
  @MethodSource("columns")
  void every_changed_cell_is_found(String column) throws SQLException {
    String table = column.substring(0, column.indexOf('.'));
    String name = column.substring(column.indexOf('.') + 1);
    String where =
        switch (table) {
          case "batch" -> "id = 1";
          case "session" -> "id = 10";
          case "batchkit_session", "batchkit_record" -> "session_id = 10";
          case Mixed.TABLE -> "batch_id = 1 AND sequence = 398";
          default -> "batch_id = 1";
        };
    // a NULL becomes something, JSON stays JSON, all else becomes something else of its class
    String changed =
        """
        UPDATE %1$s SET "%2$s" = CASE
          WHEN "%2$s" IS NULL THEN CASE WHEN '%2$s' LIKE '%%_json' THEN '{}' ELSE 7 END
          WHEN typeof("%2$s") = 'text' AND '%2$s' LIKE '%%_json' THEN "%2$s" || ' '
          WHEN typeof("%2$s") = 'text' THEN "%2$s" || 'x'
          ELSE "%2$s" + 1000 END
        WHERE %3$s
        """
            .formatted(table, name, where);

    change(changed);

    assertThat(verified()).isNotEqualTo("intact");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM batchkit_row_mixed WHERE batch_id = 1 AND sequence = 17",
        "DELETE FROM batchkit_row_mixed WHERE batch_id = 1 AND sequence = 400",
        "DELETE FROM batchkit_row_mixed WHERE batch_id = 1",
        "INSERT INTO batchkit_row_mixed (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (1, 401, 'OK', 'x')",
        "INSERT INTO batchkit_row_mixed (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (1, 5000, 'OK', 'x')",
        "INSERT INTO batchkit_row_mixed (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (1, 0, 'OK', 'x')",
        "INSERT INTO batchkit_row_mixed (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (1, -5, 'OK', 'x')",
        "INSERT INTO batchkit_row_mixed (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (1, -9223372036854775808, 'OK', 'x')",
        "UPDATE batchkit_row_mixed SET sequence = 401 WHERE batch_id = 1 AND sequence = 400",
        "UPDATE batchkit_row_mixed SET batch_id = 2, sequence = 900"
            + " WHERE batch_id = 1 AND sequence = 400",
        "UPDATE batchkit_row_mixed SET row_outcome = NULL WHERE batch_id = 1 AND sequence = 4",
        "UPDATE batchkit_row_mixed SET row_outcome = 'APPLIED' WHERE batch_id = 1 AND sequence = 2",
        "UPDATE batchkit_row_mixed SET row_outcome_json = NULL WHERE batch_id = 1 AND sequence = 3",
        "UPDATE batchkit_row_mixed SET row_removed = 1 WHERE batch_id = 1 AND sequence = 3",
        "UPDATE batchkit_row_mixed SET row_removed = 2 WHERE batch_id = 1 AND sequence = 3",
        "UPDATE batchkit_row_mixed SET good = 2 WHERE batch_id = 1 AND sequence = 2",
        "UPDATE batchkit_row_mixed SET name = '' WHERE batch_id = 1 AND sequence = 11",
        "UPDATE batchkit_row_mixed SET name = name || char(0) WHERE batch_id = 1 AND sequence = 12",
        "UPDATE batchkit_row_mixed SET name = name || char(0) || 'x' WHERE batch_id = 1",
        "UPDATE batchkit_row_mixed SET name = CAST(replace(CAST(name AS BLOB), x'EFBFBD', x'EDBFBD')"
            + " AS TEXT) WHERE batch_id = 1 AND sequence = 5",
        "UPDATE batchkit_batch SET notes = CAST(x'EDBFBD' AS TEXT) WHERE batch_id = 1",
        "UPDATE batchkit_row_mixed SET weight = -0.0 WHERE batch_id = 1 AND sequence = 4",
        "UPDATE batch SET status = CAST(status AS BLOB) WHERE id = 1",
        "UPDATE batchkit_batch SET seal_sha256 = upper(seal_sha256) || ' ' WHERE batch_id = 1",
        "UPDATE batchkit_batch SET seal_sha256 = NULL WHERE batch_id = 1",
        "UPDATE batchkit_batch SET row_table = 'batchkit_row' WHERE batch_id = 1",
        "UPDATE batchkit_batch SET columns_json = '[]' WHERE batch_id = 1",
        "DELETE FROM batchkit_batch WHERE batch_id = 1",
        "INSERT INTO session (status, batch_id) VALUES ('Success', 1)",
        "UPDATE session SET batch_id = 2 WHERE id = 10",
        "DELETE FROM session WHERE id = 10",
        "UPDATE batchkit_session SET verdict = 'ALERT' WHERE session_id = 10",
        "UPDATE batchkit_session SET verdict = NULL WHERE session_id = 10",
        "UPDATE batchkit_session SET definition_json = '{\"name\":\"Prices\"}'",
        "UPDATE batchkit_session SET session_id = 11 WHERE session_id = 10",
        "DELETE FROM batchkit_session",
        "INSERT INTO batchkit_record VALUES (10, 2, '{}', 0, NULL)",
        "DELETE FROM batchkit_record",
        "INSERT INTO batchkit_change VALUES (1, 2, 1, 'x', NULL, NULL, NULL, NULL)",
        "DELETE FROM batchkit_change"
      })
  void everything_added_taken_or_moved_is_found(String statement) throws SQLException {
    change(statement);

    assertThat(verified()).isNotEqualTo("intact");
  }

  /** Without triggers, keys and checks; afterwards the triggers are there again. */
  private void change(String statement) throws SQLException {
    Map<String, String> triggers = new TreeMap<>();
    try (Connection connection = Sample.plain(file);
        Statement sql = connection.createStatement()) {
      try (ResultSet rows =
          sql.executeQuery("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")) {
        while (rows.next()) {
          triggers.put(rows.getString(1), rows.getString(2));
        }
      }
      sql.execute("PRAGMA foreign_keys = OFF");
      sql.execute("PRAGMA ignore_check_constraints = ON");
      for (String trigger : triggers.keySet()) {
        sql.execute("DROP TRIGGER \"" + trigger + '"');
      }
      sql.execute(statement);
      for (String text : triggers.values()) {
        sql.execute(text);
      }
    }
  }

  private String verified() {
    try (BatchKit kit = Mixed.open(file)) {
      return kit.batches(Mixed.TYPE).verify(id).intact() ? "intact" : "changed";
    } catch (BatchKitException e) {
      return e.getClass().getSimpleName();
    }
  }

  @Test
  void every_flipped_bit_that_changes_what_is_read_is_found() throws Exception {
    flip(SEED, FLIPS);
  }

  @Tag("long")
  @Test
  void every_one_of_ten_thousand_flipped_bits_is_found() throws Exception {
    flip(SEED + 1, 10_000);
  }

  private void flip(long seed, int flips) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    try (Child child = Child.start(Flipper.class, directory, file, seed, flips)) {
      for (int i = 0; i < flips; i++) {
        String flip = child.until("flip");
        String result = child.until("page");
        String what = result.substring(result.indexOf(' ', 5) + 1);
        counts.merge(what, 1, Integer::sum);
        if (what.contains("crashed") || (!what.startsWith("same") && what.endsWith("intact"))) {
          missed.add(flip + " " + result);
        }
      }
      assertThat(child.exit()).as("%s", child).isZero();
    }
    System.out.printf("%d flips: %s. -Dbatchkit.seed=%d%n", flips, counts, SEED);
    assertThat(missed).isEmpty();
    assertThat(counts.keySet()).anyMatch(what -> what.startsWith("different"));
  }
}
