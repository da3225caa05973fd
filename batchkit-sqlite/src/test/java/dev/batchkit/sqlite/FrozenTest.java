package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Claim;
import dev.batchkit.store.OutcomeMark;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch 1 is frozen, batch 2 is not; the attacks come through another program's connection. */
class FrozenTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void freezeTheFirstOfTwo() throws SQLException {
    file = directory.resolve("x.db");
    try (SqliteStore store = SqliteStore.create(file)) {
      Sample.filled(store, 3);
      Sample.filled(store, 3);
      attach(1);
      attach(2);
      store.inUnit(
          "mark",
          unit -> {
            unit.rows()
                .mark(Sample.PRICES, 1, List.of(new OutcomeMark(1, RowOutcome.APPLIED, null)));
            unit.rows()
                .mark(Sample.PRICES, 2, List.of(new OutcomeMark(1, RowOutcome.APPLIED, null)));
            unit.batches().freeze(1, "abc", Sample.NOW);
            return unit;
          });
    }
  }

  private void attach(long batch) throws SQLException {
    run(
        "INSERT INTO session (id, status, batch_id) VALUES ("
            + batch
            + "0, 'Success', "
            + batch
            + ")");
    run(
        "INSERT INTO batchkit_session (session_id, indicator_name, indicator_type, verdict,"
            + " quantity, alert_threshold, attempts, started_at, definition_json) VALUES ("
            + batch
            + "0, 'i', 't', 'OK', 'VALUE', '1', 1, 'x', '{}')");
    run("INSERT INTO batchkit_record VALUES (" + batch + "0, 1, '{}', 0, NULL)");
    run("INSERT INTO batchkit_change VALUES (" + batch + ", 1, 1, 'x', NULL, NULL, NULL, NULL)");
    run("INSERT INTO batchkit_key VALUES ('t', 'key-" + batch + "', " + batch + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // batch
        "UPDATE batch SET status = 'Pending' WHERE id = 1",
        "UPDATE batch SET id = 7 WHERE id = 1",
        "UPDATE OR REPLACE batch SET id = 1 WHERE id = 2",
        "DELETE FROM batch WHERE id = 1",
        "DELETE FROM batch",
        "REPLACE INTO batch (id, status) VALUES (1, 'Pending')",
        "INSERT INTO batch (id, status) VALUES (1, 'Pending') ON CONFLICT DO UPDATE SET status = 'Pending'",
        "INSERT OR REPLACE INTO batch (rowid, status) VALUES (1, 'Pending')",
        // header
        "UPDATE batchkit_batch SET frozen_at = NULL WHERE batch_id = 1",
        "UPDATE batchkit_batch SET notes = 'x'",
        "UPDATE batchkit_batch SET batch_id = 7 WHERE batch_id = 1",
        "UPDATE OR REPLACE batchkit_batch SET batch_id = 1 WHERE batch_id = 2",
        "UPDATE OR REPLACE batchkit_batch SET rowid = 1 WHERE batch_id = 2",
        "DELETE FROM batchkit_batch WHERE batch_id = 1",
        "REPLACE INTO batchkit_batch (batch_id, batch_type, statuses_json, columns_json, batch_version,"
            + " row_table, rows_from, rows_through, rows_used) VALUES (1, 't', '[]', '[]', 1, 'x', 1, 0, 0)",
        "INSERT INTO batchkit_batch (batch_id, batch_type, statuses_json, columns_json, batch_version,"
            + " row_table, rows_from, rows_through, rows_used) VALUES (1, 't', '[]', '[]', 1, 'x', 1, 0, 0)"
            + " ON CONFLICT DO UPDATE SET frozen_at = NULL",
        // rows
        "INSERT INTO batchkit_row_vendor_prices (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (1, 9, 'OK', 'x')",
        "REPLACE INTO batchkit_row_vendor_prices (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (1, 2, 'OK', 'x')",
        "UPDATE batchkit_row_vendor_prices SET sku = 'x' WHERE batch_id = 1 AND sequence = 2",
        "UPDATE batchkit_row_vendor_prices SET batch_id = 1, sequence = 9 WHERE batch_id = 2 AND sequence = 2",
        "UPDATE batchkit_row_vendor_prices SET batch_id = 2, sequence = 9 WHERE batch_id = 1 AND sequence = 2",
        "UPDATE OR REPLACE batchkit_row_vendor_prices SET batch_id = 1 WHERE batch_id = 2 AND sequence = 2",
        "DELETE FROM batchkit_row_vendor_prices WHERE batch_id = 1 AND sequence = 2",
        "DELETE FROM batchkit_row_vendor_prices",
        // applied rows of the batch that is not frozen
        "UPDATE batchkit_row_vendor_prices SET sku = 'x' WHERE batch_id = 2 AND sequence = 1",
        "UPDATE batchkit_row_vendor_prices SET row_outcome = NULL WHERE batch_id = 2 AND sequence = 1",
        "DELETE FROM batchkit_row_vendor_prices WHERE batch_id = 2 AND sequence = 1",
        "REPLACE INTO batchkit_row_vendor_prices (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (2, 1, 'OK', 'x')",
        "UPDATE OR REPLACE batchkit_row_vendor_prices SET sequence = 1 WHERE batch_id = 2 AND sequence = 2",
        "INSERT INTO batchkit_row_vendor_prices (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (2, 1, 'OK', 'x') ON CONFLICT DO UPDATE SET row_outcome = NULL",
        "UPDATE OR IGNORE batchkit_row_vendor_prices SET sku = 'x' WHERE batch_id = 1",
        "UPDATE OR FAIL batchkit_row_vendor_prices SET sku = 'x' WHERE batch_id = 1",
        "INSERT OR IGNORE INTO batchkit_row_vendor_prices (batch_id, sequence, row_status,"
            + " row_updated_at) VALUES (1, 9, 'OK', 'x')",
        // changes
        "INSERT INTO batchkit_change VALUES (1, 2, 1, 'x', NULL, NULL, NULL, NULL)",
        "REPLACE INTO batchkit_change VALUES (1, 1, 1, 'y', NULL, NULL, NULL, NULL)",
        "UPDATE batchkit_change SET changed_at = 'y' WHERE batch_id = 1",
        "UPDATE OR REPLACE batchkit_change SET batch_id = 1 WHERE batch_id = 2",
        "UPDATE batchkit_change SET batch_id = 2, sequence = 5 WHERE batch_id = 1",
        "DELETE FROM batchkit_change WHERE batch_id = 1",
        // natural keys
        "INSERT INTO batchkit_key VALUES ('t', 'another', 1)",
        "REPLACE INTO batchkit_key VALUES ('t', 'key-1', 2)",
        "UPDATE batchkit_key SET batch_key = 'another' WHERE batch_id = 1",
        "UPDATE batchkit_key SET batch_id = 1 WHERE batch_id = 2",
        "UPDATE OR REPLACE batchkit_key SET batch_key = 'key-1' WHERE batch_id = 2",
        "DELETE FROM batchkit_key WHERE batch_id = 1",
        // sessions
        "INSERT INTO session (status, batch_id) VALUES ('Success', 1)",
        "REPLACE INTO session (id, status, batch_id) VALUES (10, 'Success', 2)",
        "UPDATE session SET nb_records = 1 WHERE id = 10",
        "UPDATE session SET batch_id = 2 WHERE id = 10",
        "UPDATE session SET batch_id = 1 WHERE id = 20",
        "UPDATE OR REPLACE session SET id = 10 WHERE id = 20",
        "DELETE FROM session WHERE id = 10",
        // what is ours of sessions
        "INSERT INTO batchkit_session (session_id, indicator_name, indicator_type, quantity,"
            + " alert_threshold, attempts, started_at, definition_json)"
            + " VALUES (10, 'i', 't', 'VALUE', '1', 1, 'x', '{}')"
            + " ON CONFLICT DO UPDATE SET verdict = 'ALERT'",
        "REPLACE INTO batchkit_session (session_id, indicator_name, indicator_type, quantity,"
            + " alert_threshold, attempts, started_at, definition_json)"
            + " VALUES (10, 'i', 't', 'VALUE', '1', 1, 'x', '{}')",
        "INSERT OR REPLACE INTO batchkit_session (rowid, indicator_name, indicator_type, quantity,"
            + " alert_threshold, attempts, started_at, definition_json)"
            + " VALUES (10, 'i', 't', 'VALUE', '1', 1, 'x', '{}')",
        "UPDATE batchkit_session SET verdict = 'ALERT' WHERE session_id = 10",
        "UPDATE OR IGNORE batchkit_session SET verdict = 'ALERT'",
        "UPDATE batchkit_session SET session_id = 30 WHERE session_id = 10",
        "UPDATE OR REPLACE batchkit_session SET session_id = 10 WHERE session_id = 20",
        "UPDATE OR REPLACE batchkit_session SET rowid = 10 WHERE session_id = 20",
        "DELETE FROM batchkit_session WHERE session_id = 10",
        "DELETE FROM batchkit_session",
        // records
        "INSERT INTO batchkit_record VALUES (10, 2, '{}', 0, NULL)",
        "REPLACE INTO batchkit_record VALUES (10, 1, '[]', 0, NULL)",
        "UPDATE batchkit_record SET record_json = '[]' WHERE session_id = 10",
        "UPDATE OR REPLACE batchkit_record SET session_id = 10 WHERE session_id = 20",
        "UPDATE batchkit_record SET session_id = 20, sequence = 5 WHERE session_id = 10",
        "DELETE FROM batchkit_record WHERE session_id = 10"
      })
  void no_plain_statement_changes_what_is_frozen(String attack) throws SQLException {
    String before = frozenContent();

    for (String foreignKeys : List.of("OFF", "ON")) {
      assertThatThrownBy(() -> run("PRAGMA foreign_keys = " + foreignKeys, attack))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("batchkit: ");
    }

    assertThat(frozenContent()).isEqualTo(before);
  }

  private String frozenContent() throws SQLException {
    return Sample.one(
        file,
        """
        SELECT (SELECT json_group_array(json_array(id, status)) FROM batch)
          || (SELECT json_group_array(json_array(batch_id, frozen_at, notes)) FROM batchkit_batch)
          || (SELECT json_group_array(json_array(batch_id, sequence, sku, row_outcome))
              FROM batchkit_row_vendor_prices)
          || (SELECT json_group_array(json_array(id, batch_id, nb_records)) FROM session)
          || (SELECT json_group_array(json_array(session_id, verdict, quantity))
              FROM batchkit_session)
          || (SELECT json_group_array(json_array(session_id, sequence, record_json))
              FROM batchkit_record)
          || (SELECT json_group_array(json_array(batch_id, sequence, changed_at))
              FROM batchkit_change)
        """);
  }

  @Test
  void the_batch_that_is_not_frozen_can_be_changed() throws SQLException {
    run(
        "UPDATE batch SET status = 'Failed' WHERE id = 2",
        "UPDATE batchkit_batch SET notes = 'x' WHERE batch_id = 2",
        "UPDATE batchkit_row_vendor_prices SET sku = 'x' WHERE batch_id = 2 AND sequence = 2",
        "REPLACE INTO batchkit_row_vendor_prices (batch_id, sequence, row_status, row_updated_at)"
            + " VALUES (2, 2, 'OK', 'x')",
        "DELETE FROM batchkit_row_vendor_prices WHERE batch_id = 2 AND sequence = 3",
        "UPDATE session SET nb_records = 1 WHERE batch_id = 2",
        "DELETE FROM batchkit_record WHERE session_id = 20",
        "UPDATE batchkit_session SET verdict = 'ALERT' WHERE session_id = 20",
        "DELETE FROM batchkit_session WHERE session_id = 20",
        "DELETE FROM batchkit_change WHERE batch_id = 2");

    assertThat(Sample.one(file, "SELECT sum(nb_records) FROM session")).isEqualTo("1");
  }

  @Test
  void a_purge_record_unlocks_delete_only_and_for_ever() throws SQLException {
    run("INSERT INTO batchkit_purged VALUES (1, 'x', NULL, 't', 9, 3, 'abc')");

    assertThatThrownBy(() -> run("UPDATE batch SET status = 'Failed' WHERE id = 1"))
        .hasMessageContaining("frozen");
    run(
        "DELETE FROM batchkit_row_vendor_prices WHERE batch_id = 1",
        "DELETE FROM batchkit_record WHERE session_id = 10",
        "DELETE FROM batchkit_session WHERE session_id = 10",
        "DELETE FROM session WHERE batch_id = 1",
        "DELETE FROM batchkit_change WHERE batch_id = 1",
        "DELETE FROM batchkit_batch WHERE batch_id = 1",
        "DELETE FROM batch WHERE id = 1");
    for (String attack :
        List.of(
            "INSERT INTO batch (id, status) VALUES (1, 'Pending')",
            "UPDATE batchkit_purged SET row_count = 0",
            "DELETE FROM batchkit_purged",
            "REPLACE INTO batchkit_purged VALUES (1, 'x', NULL, 't', 9, 0, NULL)")) {
      assertThatThrownBy(() -> run(attack)).hasMessageContaining("batchkit: ");
    }
  }

  @Test
  void the_batches_of_another_program_are_its_own() throws SQLException {
    run(
        "INSERT INTO batch (id, status) VALUES (50, 'Success')",
        "INSERT INTO session (id, status, batch_id) VALUES (51, 'Success', 50)",
        "UPDATE batch SET status = 'Failed' WHERE id = 50",
        "UPDATE session SET nb_records = 5 WHERE id = 51");

    try (SqliteStore store = SqliteStore.open(file)) {
      Batch foreign = store.batches().find(50).orElseThrow();
      assertThat(foreign.type()).isNull();
      assertThat(foreign.status()).isEqualTo(BatchStatus.FAILED);
      Claim none =
          store.inUnit(
              "claim",
              unit ->
                  unit.batches()
                      .claim(
                          50,
                          Set.of(BatchStatus.FAILED),
                          Activity.EXECUTE,
                          1,
                          Sample.NOW,
                          ActorIds.NOBODY)
                      .orElse(null));
      assertThat(none).isNull();
    }
    run("DELETE FROM session WHERE id = 51", "DELETE FROM batch WHERE id = 50");
  }

  @Test
  void tables_that_freeze_have_no_unique_beside_the_primary_key() throws SQLException {
    List<String> holes = new ArrayList<>();
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT m.name FROM sqlite_schema m JOIN pragma_index_list(m.name) i
                WHERE m.type = 'table' AND i."unique" AND i.origin != 'pk'
                  AND (m.name IN ('batch', 'session') OR m.name GLOB 'batchkit_*')
                """)) {
      while (rows.next()) {
        holes.add(rows.getString(1));
      }
    }
    assertThat(holes).isEmpty();
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
