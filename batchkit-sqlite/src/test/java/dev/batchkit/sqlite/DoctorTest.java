package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.store.Check;
import dev.batchkit.store.Check.Level;
import dev.batchkit.store.Health;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file is found, while it is open and by the restore check. */
class DoctorTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void live() throws SQLException {
    file = directory.resolve("x.db");
    Effects.found(file);
    try (BatchKit kit = Life.open(file)) {
      assertThat(new Life(kit, 2_000, line -> {}).live("a").value()).isPositive();
    }
  }

  @Test
  void of_a_sound_file_everything_is_said() {
    try (BatchKit kit = Life.open(file)) {
      Health health = kit.doctor();
      assertThat(health.level()).as(health.text()).isEqualTo(Level.OK);
      assertThat(health.checks())
          .extracting(Check::name)
          .contains(
              "store",
              "versions",
              "file system",
              "file",
              "log",
              "pragmas",
              "schema",
              "tables and triggers",
              "table texts",
              "integrity",
              "foreign keys",
              "other stores",
              "batches",
              "runs",
              "purges");
      assertThat(detail(health, "pragmas")).contains("journal_mode=wal", "foreign_keys=1");
      assertThat(detail(health, "other stores")).isEqualTo("0 in this process, none in others");
    }
    assertThat(SqliteStore.check(file).level()).isEqualTo(Level.OK);
  }

  @Test
  void stores_of_this_process_and_of_others_are_told_of() throws Exception {
    try (BatchKit kit = Life.open(file);
        SqliteStore beside = SqliteStore.open(file);
        Child other = Child.start(Contender.class, directory, "chunk", file, "a", 1)) {
      other.until("ready");
      assertThat(beside.isAlive(beside.owner())).isTrue();
      assertThat(detail(kit.doctor(), "other stores"))
          .isEqualTo("1 in this process, some in others");
      other.kill();
      assertThat(detail(kit.doctor(), "other stores"))
          .isEqualTo("1 in this process, none in others");
    }
  }

  @Test
  void a_trigger_that_is_gone() throws SQLException {
    assertFault("DROP TRIGGER \"batchkit_row_effects.update\"", "tables and triggers");
  }

  @Test
  void a_trigger_that_says_something_else() throws SQLException {
    assertFault(
        "DROP TRIGGER \"batchkit_batch.delete\"; CREATE TRIGGER \"batchkit_batch.delete\" BEFORE"
            + " DELETE ON \"batchkit_batch\" BEGIN SELECT 1; END",
        "tables and triggers");
  }

  @Test
  void a_reference_to_nothing() throws SQLException {
    assertFault(
        "PRAGMA foreign_keys = OFF; INSERT INTO batchkit_cancel VALUES ('nobody', 'x', NULL)",
        "foreign keys");
  }

  @Test
  void a_table_that_another_program_widened_is_worth_a_look() throws SQLException {
    run("ALTER TABLE batch ADD COLUMN colour TEXT");
    Health health = SqliteStore.check(file);
    assertThat(health.level()).isEqualTo(Level.WARN);
    assertThat(detail(health, "table texts")).contains("table batch");
  }

  @Test
  void a_file_of_a_newer_batchkit() throws SQLException {
    assertFault("UPDATE batchkit_schema SET version = 99 WHERE version = 3", "schema");
  }

  @Test
  void a_page_that_is_damaged() throws IOException {
    long size = Files.size(file);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (long at = 4096 * 40; at < size; at += 4096 * 10) {
        bytes.seek(at);
        bytes.write(new byte[100]);
      }
    }
    Health health = SqliteStore.check(file);
    assertThat(health.isSound()).isFalse();
    assertThat(health.text()).contains("FAULT");
  }

  @Test
  void what_is_no_file_of_batchkit_is_told_and_left_as_it_is() throws Exception {
    Path text = directory.resolve("text.db");
    Files.writeString(text, "This is no database. ".repeat(100));
    Path other = directory.resolve("other.db");
    try (Connection connection = Sample.plain(other);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (x)");
    }
    for (Path path :
        new Path[] {
          text, other, directory, directory.resolve("none.db"), directory.resolve("no/where.db")
        }) {
      byte[] before = Files.isRegularFile(path) ? Files.readAllBytes(path) : new byte[0];
      Health health = SqliteStore.check(path);
      assertThat(health.isSound()).as("%s", path).isFalse();
      if (before.length > 0) {
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
      }
    }
    assertThat(directory.resolve("none.db")).doesNotExist();
  }

  private void assertFault(String sql, String name) throws SQLException {
    try (BatchKit kit = Life.open(file)) {
      run(sql);
      Health health = kit.doctor();
      assertThat(health.isSound()).isFalse();
      assertThat(level(health, name)).as(health.text()).isEqualTo(Level.FAULT);
    }
    assertThat(level(SqliteStore.check(file), name)).isEqualTo(Level.FAULT);
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static Level level(Health health, String name) {
    return find(health, name).level();
  }

  private static String detail(Health health, String name) {
    return find(health, name).detail();
  }

  private static Check find(Health health, String name) {
    return health.checks().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
