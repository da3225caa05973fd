package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Ids;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.Redaction;
import dev.batchkit.orchestration.SqlResult;
import dev.batchkit.recording.Recordings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class RecordSqlTest {
  @TempDir private Path directory;
  private SqliteStore store;
  private BatchKit kit;
  private DataSource source;
  private Recording recording;

  @BeforeEach
  void open() throws SQLException {
    store = SqliteStore.create(directory.resolve("x.db"));
    source = store.dataSource();
    kit = BatchKit.open(store);
    recording = kit.orchestration().record(Nature.of("n", "N"), "1", null);
    recording.sql(source, s -> s.statement("CREATE TABLE price(sku TEXT, api_key TEXT, n REAL)"));
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private Exec last() {
    recording.flush();
    List<Exec> execs = kit.orchestration().execs(recording.id(), null, 100);
    return execs.get(execs.size() - 1);
  }

  @Test
  void a_statement_that_changes_rows_says_how_many() throws SQLException {
    SqlResult result =
        recording.sql(
            source,
            s ->
                s.statement("INSERT INTO price VALUES (?, ?, ?), ('B', NULL, 1)", "A", "k1", null)
                    .namespace("etl")
                    .identity("fill"));
    assertThat(result.rowsAffected()).isEqualTo(2);
    assertThat(result.rows()).isEmpty();
    Exec exec = last();
    assertThat(exec.nature()).isEqualTo("SQL");
    assertThat(exec.code()).startsWith("INSERT INTO price");
    assertThat(exec.output()).isEqualTo("2 rows affected");
    assertThat(exec.isSuccess()).isTrue();
    assertThat(exec.identity()).isEqualTo("fill");
    assertThat(exec.elaboration().members()).containsEntry("bound_values", 3L);
    assertThat(exec.toString()).doesNotContain("k1");
  }

  @Test
  void a_query_gives_the_first_rows_and_says_that_there_are_more() throws SQLException {
    recording.sql(source, s -> s.statement("INSERT INTO price VALUES ('A', 'k1', 1.5)"));
    recording.sql(source, s -> s.statement("INSERT INTO price VALUES ('B', NULL, 9e999)"));
    recording.sql(source, s -> s.statement("INSERT INTO price VALUES (x'00ff', 'k3', NULL)"));
    String query = "SELECT sku, api_key, n AS amount FROM price ORDER BY rowid";
    SqlResult some = recording.sql(source, s -> s.statement(query).mostRows(2));
    assertThat(some.rowsAffected()).isEqualTo(-1);
    assertThat(some.columns()).containsExactly("sku", "api_key", "amount");
    assertThat(some.rows()).hasSize(2).startsWith(Arrays.asList("A", "k1", 1.5));
    assertThat(some.more()).isTrue();
    assertThat(last().output())
        .isEqualTo(
            """
            {"sku":"A","api_key":"***","amount":1.5}
            {"sku":"B","api_key":null,"amount":"Infinity"}
            (cut after 2 rows: there are more)
            """);
    SqlResult all = recording.sql(source, s -> s.statement(query));
    assertThat(all.more()).isFalse();
    assertThat(last().output()).contains("\"sku\":\"(2 bytes)\"").doesNotContain("cut");
  }

  @Test
  void a_statement_that_fails_is_on_record() {
    assertThatThrownBy(
            () -> recording.sql(source, s -> s.statement("SELECT secret='x' FROM no_such_table")))
        .isInstanceOf(SQLException.class);
    Exec exec = last();
    assertThat(exec.status()).isEqualTo("1");
    assertThat(exec.error()).contains("no_such_table", "SQLite");
    assertThat(exec.code()).isEqualTo("SELECT secret='***' FROM no_such_table");
  }

  @Test
  void where_autocommit_is_off_a_statement_is_committed() throws SQLException {
    SQLiteDataSource manual =
        new SQLiteDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.setAutoCommit(false);
            return connection;
          }
        };
    manual.setUrl("jdbc:sqlite:" + directory.resolve("y.db"));
    recording.sql(manual, s -> s.statement("CREATE TABLE t(a UNIQUE)"));
    recording.sql(manual, s -> s.statement("INSERT INTO t VALUES (1)"));
    assertThatThrownBy(() -> recording.sql(manual, s -> s.statement("INSERT INTO t VALUES (1)")))
        .isInstanceOf(SQLException.class);
    assertThat(recording.sql(manual, s -> s.statement("SELECT a FROM t")).rows()).hasSize(1);
  }

  @Test
  void the_end_of_an_exec_that_is_gone_is_left_out_and_holds_nothing_up() throws SQLException {
    int given =
        recording.exec(
            e -> e.nature("n").code("c"),
            exec -> {
              recording.flush();
              SqlResult gone =
                  recording.sql(
                      source,
                      s ->
                          s.statement(
                              "DELETE FROM orchestration_session_exec"
                                  + " WHERE orchestration_session_exec_id = ?",
                              exec.id()));
              return (int) gone.rowsAffected();
            });
    assertThat(given).isEqualTo(1);
    recording.log("load", "goes on");
    assertThatThrownBy(recording::finish)
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("1 of what was recorded");
    assertThat(kit.orchestration().logs(recording.id(), null, 10)).hasSize(1);
  }

  @Test
  void a_commit_that_the_work_makes_fail_loses_nothing_that_was_recorded_in_it()
      throws SQLException {
    recording.sql(source, s -> s.statement("CREATE TABLE parent(id INTEGER PRIMARY KEY)"));
    recording.sql(
        source,
        s ->
            s.statement(
                "CREATE TABLE child(id REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)"));
    Recordings recordings =
        new Recordings(store, Clock.systemUTC(), Ids.random(), Redaction.standard());
    Recording other = recordings.begin(Nature.of("n", "N"), "1", null);
    assertThatThrownBy(
            () ->
                recordings.inUnit(
                    "work",
                    unit -> {
                      other.log("load", "kept");
                      try (Statement statement = unit.connection().createStatement()) {
                        return statement.executeUpdate("INSERT INTO child VALUES (7)");
                      }
                    }))
        .isInstanceOf(StoreFailed.class);
    other.finish();
    recordings.close();
    assertThat(kit.orchestration().logs(other.id(), null, 10)).hasSize(1);
  }

  @Test
  void there_must_be_a_statement() {
    assertThatThrownBy(() -> recording.sql(source, s -> s)).isInstanceOf(InvalidValue.class);
  }
}
