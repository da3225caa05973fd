package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.FullVerification;
import dev.batchkit.batch.SealFault;
import dev.batchkit.batch.SealFault.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does who drops our triggers first is found all the same. */
class VerifyAllTest {
  private static final int ROWS = 20;

  @TempDir Path directory;
  private Path file;
  private BatchKit kit;
  private BatchId first;
  private BatchId second;

  @BeforeEach
  void live() throws SQLException {
    file = directory.resolve("x.db");
    Effects.found(file);
    kit = Life.open(file);
    Life life = new Life(kit, ROWS, line -> {});
    first = life.live("a");
    second = life.live("b");
    assertThat(kit.verifyAll()).isEqualTo(new FullVerification(2, java.util.List.of()));
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void a_changed_row() throws SQLException {
    tamper("UPDATE batchkit_row_effects SET text = 'x' WHERE batch_id = 2 AND sequence = 7");
    assertFault(second, Kind.CHANGED);
  }

  @Test
  void a_removed_row() throws SQLException {
    tamper("DELETE FROM batchkit_row_effects WHERE batch_id = 1 AND sequence = 7");
    assertFault(first, Kind.CHANGED);
  }

  @Test
  void a_row_that_cannot_be_read() throws SQLException {
    tamper("UPDATE batchkit_row_effects SET text = CAST(x'ff' AS TEXT) WHERE batch_id = 2");
    assertFault(second, Kind.UNREADABLE);
  }

  @Test
  void a_batch_that_is_frozen_no_more() throws SQLException {
    tamper("UPDATE batchkit_batch SET frozen_at = NULL, seal_sha256 = NULL WHERE batch_id = 1");
    assertFault(first, Kind.OTHER_SEAL);
  }

  @Test
  void a_batch_that_was_sealed_anew() throws SQLException {
    tamper("UPDATE batchkit_row_effects SET text = 'x' WHERE batch_id = 2 AND sequence = 7");
    String found = kit.batches().verify(second).found();
    tamper("UPDATE batchkit_batch SET seal_sha256 = '" + found + "' WHERE batch_id = 2");
    assertThat(kit.batches().verify(second).intact()).isTrue();
    assertFault(second, Kind.OTHER_SEAL);
  }

  @Test
  void a_batch_that_is_gone() throws SQLException {
    tamper(
        "DELETE FROM batchkit_row_effects WHERE batch_id = 1",
        "DELETE FROM batchkit_key WHERE batch_id = 1",
        "DELETE FROM batchkit_batch WHERE batch_id = 1",
        "DELETE FROM batch WHERE id = 1");
    assertFault(first, Kind.GONE);
  }

  @Test
  void a_batch_that_is_passed_off_as_another_programs() throws SQLException {
    tamper(
        "DELETE FROM batchkit_row_effects WHERE batch_id = 1",
        "DELETE FROM batchkit_key WHERE batch_id = 1",
        "DELETE FROM batchkit_batch WHERE batch_id = 1");
    assertFault(first, Kind.GONE);
  }

  private void assertFault(BatchId id, Kind kind) {
    assertThat(kit.verifyAll().faults())
        .singleElement()
        .extracting(SealFault::batchId, SealFault::kind)
        .containsExactly(id, kind);
  }

  /** Drops the triggers that are in the way. */
  private void tamper(String... statements) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      for (String table :
          new String[] {
            "batchkit_row_effects", "batchkit_batch", "batchkit.batch", "batchkit_key"
          }) {
        for (String event : new String[] {"update", "delete"}) {
          statement.execute("DROP TRIGGER IF EXISTS \"" + table + "." + event + "\"");
        }
      }
      for (String sql : statements) {
        assertThat(statement.executeUpdate(sql)).isPositive();
      }
    }
  }
}
