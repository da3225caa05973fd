package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.error.WrongFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
  private static final Map<String, Function<Path, SqliteStore>> WAYS =
      Map.of(
          "create", SqliteStore::create,
          "open", SqliteStore::open,
          "openOrCreate", SqliteStore::openOrCreate,
          "adopt", SqliteStore::adopt,
          "readOnly", SqliteStore::readOnly);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("x.db");
  }

  @Test
  void a_new_file_is_its_owners_alone_and_says_whose_it_is() throws Exception {
    SqliteStore.create(file).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Sample.one(file, "PRAGMA application_id")).isEqualTo("1112238452");
    assertThat(Sample.one(file, "PRAGMA journal_mode")).isEqualTo("wal");
    assertThat(Sample.one(file, "PRAGMA auto_vacuum")).isEqualTo("2");
    assertThat(Sample.one(file, "PRAGMA user_version")).isEqualTo("0");
    assertThat(Sample.one(file, "SELECT group_concat(version) FROM batchkit_schema"))
        .isEqualTo("1,2,3,4");
  }

  @Test
  void the_documented_tables_have_the_documented_text() throws Exception {
    SqliteStore.create(file).close();
    String documented;
    try (var in = Schema.class.getResourceAsStream("schema/001-documented.sql")) {
      documented = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    List<String> expected = new ArrayList<>();
    for (String statement : documented.replaceAll("(?m)^--.*$", "").split(";", -1)) {
      if (!statement.isBlank()) {
        expected.add(folded(statement).replace("IF NOT EXISTS ", ""));
      }
    }

    assertThat(expected).hasSize(17);
    expected.removeAll(texts());
    assertThat(expected).isEmpty();
  }

  private List<String> texts() throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'")) {
      while (rows.next()) {
        texts.add(folded(rows.getString(1)));
      }
    }
    return texts;
  }

  private static String folded(String sql) {
    return sql.replaceAll("\\s+", " ").strip();
  }

  @Test
  void every_table_of_our_own_is_strict() throws Exception {
    SqliteStore.create(file).close();

    assertThat(
            Sample.one(
                file,
                "SELECT group_concat(name) FROM pragma_table_list"
                    + " WHERE name GLOB 'batchkit_*' AND NOT strict"))
        .isNull();
  }

  @Test
  void absent_and_empty_files_are_made_by_open_or_create_only() throws Exception {
    for (String way : List.of("open", "adopt", "readOnly")) {
      assertThatThrownBy(() -> WAYS.get(way).apply(file)).isInstanceOf(WrongFile.class);
      assertThat(file).doesNotExist();
    }
    Files.createFile(file);
    for (String way : List.of("create", "open", "adopt", "readOnly")) {
      assertThatThrownBy(() -> WAYS.get(way).apply(file)).isInstanceOf(WrongFile.class);
      assertThat(file).isEmptyFile();
    }

    try (SqliteStore store = SqliteStore.openOrCreate(file)) {
      assertThat(store.batches().claims()).isEmpty();
    }
    SqliteStore.openOrCreate(file).close();
  }

  @Test
  void a_file_that_exists_is_not_created_again() {
    SqliteStore.create(file).close();

    assertThatThrownBy(() -> SqliteStore.create(file))
        .isInstanceOf(WrongFile.class)
        .hasMessageContaining("exists already");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text", "one byte", "short text", "truncated", "other", "newer", "directory"})
  void a_wrong_file_is_refused_and_left_byte_for_byte_as_it_was(String kind) throws Exception {
    wrongFile(kind);
    byte[] before = Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);

    for (Map.Entry<String, Function<Path, SqliteStore>> way : WAYS.entrySet()) {
      if (kind.equals("other") && way.getKey().equals("adopt")) {
        continue;
      }
      assertThatThrownBy(() -> way.getValue().apply(file))
          .as(way.getKey())
          .isInstanceOf(WrongFile.class)
          .hasMessageContaining(file.toString());
    }

    if (!Files.isDirectory(file)) {
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
    assertThat(Files.exists(directory.resolve("x.db.lock")))
        .isEqualTo(kind.matches("truncated|newer"));
  }

  private void wrongFile(String kind) throws Exception {
    switch (kind) {
      case "text" -> Files.writeString(file, "sku,price\n".repeat(1000));
      case "one byte" -> Files.writeString(file, "x");
      case "short text" -> Files.writeString(file, "sku,price");
      case "directory" -> Files.createDirectory(file);
      case "other" -> execute("CREATE TABLE price (sku TEXT)");
      case "newer" -> {
        SqliteStore.create(file).close();
        execute(
            "INSERT INTO batchkit_schema SELECT 99, applied_at, store_uuid FROM batchkit_schema LIMIT 1");
      }
      default -> {
        SqliteStore.create(file).close();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(9000);
        }
      }
    }
  }

  @Test
  void a_question_mark_in_a_path_is_not_read_as_options() {
    assertThatThrownBy(() -> SqliteStore.create(directory.resolve("x.db?synchronous=OFF")))
        .isInstanceOf(WrongFile.class);
  }

  @Test
  void a_trigger_that_is_missing_or_changed_is_named() throws Exception {
    try (SqliteStore store = SqliteStore.create(file)) {
      store.prepare(Sample.PRICES);
    }
    execute(
        "DROP TRIGGER \"batchkit_row_vendor_prices.delete\"",
        "DROP TRIGGER \"batchkit.batch.update\"",
        "CREATE TRIGGER \"batchkit.batch.update\" BEFORE UPDATE ON batch BEGIN SELECT 1; END");

    assertThatThrownBy(() -> SqliteStore.open(file))
        .isInstanceOf(WrongFile.class)
        .hasMessageContaining("trigger batchkit_row_vendor_prices.delete is missing")
        .hasMessageContaining("trigger batchkit.batch.update was changed");
  }

  @Test
  void adopting_adds_what_was_listed_and_touches_nothing_of_the_host() throws Exception {
    execute(
        "CREATE TABLE price (sku TEXT)", "PRAGMA user_version = 7", "PRAGMA application_id = 5");
    List<String> plan = SqliteStore.adoptionPlan(file).adds();
    assertThat(plan).contains("table batch", "table batchkit_row", "trigger batchkit.batch.update");
    assertThat(texts()).hasSize(1);

    try (SqliteStore store = SqliteStore.adopt(file)) {
      long id = store.inUnit("create", unit -> unit.batches().insert(Sample.batch("a")));
      assertThat(store.batches().find(id)).isPresent();
    }

    assertThat(SqliteStore.adoptionPlan(file)).isEqualTo(new AdoptionPlan(List.of(), List.of()));
    assertThat(texts().size()).isEqualTo(plan.size() + 1);
    assertThat(Sample.one(file, "PRAGMA user_version")).isEqualTo("7");
    assertThat(Sample.one(file, "PRAGMA application_id")).isEqualTo("5");
    assertThat(Sample.one(file, "PRAGMA journal_mode")).isEqualTo("delete");
    SqliteStore.adopt(file).close();
    try (SqliteStore store =
        SqliteStore.open(file, o -> o.journalMode(SqliteOptions.JournalMode.WAL))) {
      assertThat(store.isReadOnly()).isFalse();
    }
    assertThat(Sample.one(file, "PRAGMA journal_mode")).isEqualTo("wal");
  }

  @Test
  void names_that_are_taken_are_all_named_before_anything_is_written() throws Exception {
    execute("CREATE TABLE user (name TEXT)", "CREATE VIEW session AS SELECT 1");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> SqliteStore.adopt(file))
        .isInstanceOf(WrongFile.class)
        .hasMessageContaining("table user")
        .hasMessageContaining("table session")
        .hasMessageContaining("tablePrefix");
    assertThatThrownBy(() -> SqliteStore.adoptionPlan(file)).isInstanceOf(WrongFile.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);

    try (SqliteStore store = SqliteStore.adopt(file, o -> o.tablePrefix("bk_"))) {
      long id = Sample.filled(store, 100);
      assertThat(store.rows().lastSequence(Sample.PRICES, id)).isEqualTo(100);
      assertThat(store.rows().duplicates(Sample.PRICES, id, List.of("sku"), 1, 1, 100)).isEmpty();
      store.batches().showAttachments(id, (part, names, cells) -> {});
    }
    assertThat(
            Sample.one(
                file,
                "SELECT count(*) FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'bk_*'"
                    + " AND name NOT GLOB 'sqlite_*'"))
        .isEqualTo("2");
    assertThatThrownBy(() -> SqliteStore.open(file)).isInstanceOf(WrongFile.class);
    SqliteStore.open(file, o -> o.tablePrefix("bk_")).close();
  }

  @Test
  void tables_of_the_documented_text_are_taken_over() throws Exception {
    execute("CREATE TABLE user_group (id INTEGER PRIMARY KEY, name TEXT)");
    assertThatThrownBy(() -> SqliteStore.adopt(file)).isInstanceOf(WrongFile.class);
    execute(
        "DROP TABLE user_group",
        """
        CREATE TABLE "user_group" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "name" TEXT NOT NULL UNIQUE COLLATE NOCASE,
          "created_date" TIMESTAMP,   "updated_date" TIMESTAMP
        )
        """);
    assertThat(SqliteStore.adoptionPlan(file).adds()).doesNotContain("table user_group");
    SqliteStore.adopt(file).close();
  }

  @Test
  void a_store_for_reading_only_writes_nothing() {
    long id;
    try (SqliteStore store = SqliteStore.create(file)) {
      id = Sample.filled(store, 5);
      try (SqliteStore reader = SqliteStore.readOnly(file)) {
        assertThat(reader.isReadOnly()).isTrue();
        assertThat(reader.owner()).isZero();
        assertThat(reader.isAlive(store.owner())).isTrue();
        assertThat(reader.id()).isEqualTo(store.id());
        assertThat(reader.rows().lastSequence(Sample.PRICES, id)).isEqualTo(5);
        assertThatThrownBy(() -> reader.inUnit("x", unit -> unit))
            .isInstanceOf(UnsupportedByStore.class);
        assertThatThrownBy(() -> reader.prepare(Sample.PRICES))
            .isInstanceOf(UnsupportedByStore.class);
      }
    }
  }

  @Test
  void a_file_that_is_replaced_while_open_is_not_written_any_more() throws Exception {
    try (SqliteStore store = SqliteStore.create(file)) {
      Files.move(file, directory.resolve("y.db"));
      assertThatThrownBy(() -> store.inUnit("x", unit -> unit))
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("moved");
      Files.createFile(file);
      assertThatThrownBy(() -> store.inUnit("x", unit -> unit)).isInstanceOf(StoreFailed.class);
      Files.delete(file);
      Files.move(directory.resolve("y.db"), file);
      assertThat(store.inUnit("x", unit -> "ok").toString()).isEqualTo("ok");
    }
  }

  @Test
  void a_thousand_openings_leak_no_file_descriptor() throws Exception {
    SqliteStore.create(file).close();
    long before = openFiles();
    for (int i = 0; i < 1000; i++) {
      SqliteStore.open(file).close();
    }
    assertThat(openFiles()).isLessThanOrEqualTo(before + 2);
  }

  private static long openFiles() {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void unfit_versions_of_sqlite_are_refused_with_the_cure() {
    for (String version : List.of("3.46.1", "3.51.2", "3.52.0")) {
      assertThatThrownBy(() -> NativeSqlite.checkVersion(version))
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("sqlite-jdbc.version");
    }
    NativeSqlite.checkVersion("3.51.3");
    NativeSqlite.checkVersion("3.53.0");
    NativeSqlite.require();
  }

  @Test
  void options_are_checked() {
    for (String prefix : List.of("Bk_", "1x", "a-b", "x\"", "abcdefghijklmnopqrstu")) {
      assertThatThrownBy(() -> SqliteOptions.DEFAULTS.tablePrefix(prefix))
          .isInstanceOf(InvalidValue.class);
    }
    assertThatThrownBy(() -> SqliteOptions.DEFAULTS.busyTimeout(java.time.Duration.ofMillis(-1)))
        .isInstanceOf(InvalidValue.class);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
