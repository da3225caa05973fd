package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.batchkit.error.StoreFailed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;

class GuardTest {
  /** Something a handler might do with its connection. */
  @FunctionalInterface
  interface Attack {
    void on(Connection connection) throws Exception;
  }

  @TempDir Path directory;
  private SqliteStore store;

  @BeforeEach
  void create() throws SQLException {
    store = SqliteStore.create(directory.resolve("x.db"));
    try (Connection connection = Sample.plain(directory.resolve("x.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE price (sku TEXT PRIMARY KEY, price TEXT NOT NULL)");
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  static Stream<Map.Entry<String, Attack>> attacks() {
    Map<String, Attack> attacks =
        Map.ofEntries(
            Map.entry("commit", Connection::commit),
            Map.entry("rollback", Connection::rollback),
            Map.entry("close", Connection::close),
            Map.entry("abort", c -> c.abort(Runnable::run)),
            Map.entry("autocommit off", c -> c.setAutoCommit(false)),
            Map.entry("autocommit on", c -> c.setAutoCommit(true)),
            Map.entry("savepoint", c -> c.setSavepoint()),
            Map.entry("named savepoint", c -> c.setSavepoint("x")),
            Map.entry("read only", c -> c.setReadOnly(true)),
            Map.entry("isolation", c -> c.setTransactionIsolation(1)),
            Map.entry("unwrap", c -> c.unwrap(SQLiteConnection.class)),
            Map.entry(
                "unwrap a statement",
                c -> c.createStatement().unwrap(org.sqlite.core.CoreStatement.class)),
            Map.entry(
                "commit behind a statement", c -> c.createStatement().getConnection().commit()),
            Map.entry(
                "commit behind a prepared statement",
                c -> c.prepareStatement("SELECT 1").getConnection().commit()),
            Map.entry(
                "commit behind a result set",
                c ->
                    c.createStatement()
                        .executeQuery("SELECT 1")
                        .getStatement()
                        .getConnection()
                        .commit()),
            Map.entry("commit behind metadata", c -> c.getMetaData().getConnection().commit()),
            Map.entry(
                "commit behind the metadata of a statement",
                c ->
                    ((Statement) c.prepareStatement("SELECT 1").getMetaData())
                        .getConnection()
                        .commit()));
    return attacks.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void no_method_of_jdbc_ends_the_unit(Map.Entry<String, Attack> attack) {
    Throwable thrown = catchThrowable(() -> writeAnd(attack.getValue()));

    assertThat(thrown).isInstanceOfAny(StoreFailed.class, ClassCastException.class);
    assertThat(prices()).isEqualTo("0");
    assertThat(works()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT",
        "  commit ;",
        "-- a\nCOMMIT",
        "/* a */ END TRANSACTION",
        ";COMMIT",
        "\uFEFFCOMMIT",
        "ROLLBACK",
        "BEGIN",
        "SAVEPOINT x",
        "RELEASE x",
        "PRAGMA foreign_keys = OFF",
        "ATTACH 'y.db' AS y",
        "DETACH y",
        "VACUUM",
        "VACUUM INTO 'y.db'",
        "backup to 'y.db'",
        "restore from 'y.db'",
        "INSERT INTO price VALUES ('a', '1'); COMMIT",
        "INSERT INTO price VALUES ('a;', '1') ; -- x\n ; COMMIT",
        "INSERT INTO price VALUES ('a''', '1') /* ; */ ; END",
        "SELECT 1; /* */ COMMIT",
        "SELECT ']', [a;b] FROM price; COMMIT",
        "CREATE TRIGGER t AFTER INSERT ON price BEGIN SELECT 1; END",
        ""
      })
  void no_text_ends_the_unit_by_any_method_that_takes_one(String sql) {
    List<Attack> ways =
        List.of(
            c -> c.createStatement().execute(sql),
            c -> c.createStatement().executeQuery(sql),
            c -> c.createStatement().executeUpdate(sql),
            c -> c.createStatement().executeUpdate(sql, Statement.RETURN_GENERATED_KEYS),
            c -> c.createStatement().executeLargeUpdate(sql),
            c -> c.createStatement().addBatch(sql),
            c -> c.prepareStatement(sql),
            c -> c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS),
            c -> c.prepareCall(sql));
    for (Attack way : ways) {
      assertThatThrownBy(() -> writeAnd(way))
          .isInstanceOf(StoreFailed.class)
          .cause()
          .hasMessageStartingWith("Refused inside a unit of batchkit");
    }
    assertThat(prices()).isEqualTo("0");
    assertThat(works()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO price VALUES ('a;b', '--') ;  -- the end; really\n ; ",
        "/* ; */ INSERT INTO \"price\" VALUES ('it''s; fine', '/*')",
        "WITH x(s) AS (SELECT 'k') INSERT INTO [price] SELECT s, ';' FROM x",
        "REPLACE INTO `price` VALUES ('x', '1')"
      })
  void honest_texts_pass(String sql) throws Exception {
    store.inUnit("test", unit -> execute(unit.connection(), sql));

    assertThat(prices()).isEqualTo("1");
  }

  @Test
  void the_metadata_of_a_result_set_tells_its_columns() throws Exception {
    store.inUnit(
        "test",
        unit -> {
          try (Statement statement = unit.connection().createStatement();
              ResultSet rows = statement.executeQuery("SELECT count(*) AS n FROM price")) {
            assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("n");
            assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
            assertThat(rows.next()).isTrue();
            return rows.getInt("n");
          }
        });
  }

  @Test
  void an_error_that_is_swallowed_never_commits() {
    assertThatThrownBy(
            () ->
                writeAnd(
                    c -> {
                      assertThatThrownBy(() -> execute(c, "INSERT INTO nowhere VALUES (1)"))
                          .isInstanceOf(SQLException.class);
                      assertThatThrownBy(() -> execute(c, "INSERT INTO price VALUES ('b', '2')"))
                          .isInstanceOf(SQLException.class);
                    }))
        .isInstanceOf(StoreFailed.class)
        .cause()
        .hasMessageContaining("no such table: nowhere");
    assertThat(prices()).isEqualTo("0");
  }

  @Test
  void what_the_work_throws_beside_the_first_error_is_suppressed_in_it() {
    IllegalStateException own = new IllegalStateException("own");

    assertThatThrownBy(
            () ->
                writeAnd(
                    c -> {
                      swallow(c, "SELECT nothing");
                      throw own;
                    }))
        .isInstanceOf(StoreFailed.class)
        .hasSuppressedException(own);
  }

  @Test
  void a_violated_constraint_is_the_handlers_own_affair() throws Exception {
    store.inUnit(
        "test",
        unit -> {
          execute(unit.connection(), "INSERT INTO price VALUES ('a', '1')");
          assertThatThrownBy(
                  () -> execute(unit.connection(), "INSERT INTO price VALUES ('a', '2')"))
              .isInstanceOf(SQLException.class);
          return execute(unit.connection(), "INSERT INTO price VALUES ('b', '2')");
        });

    assertThat(prices()).isEqualTo("2");
  }

  @Test
  void a_constraint_that_took_the_transaction_along_dooms_the_unit() {
    assertThatThrownBy(
            () ->
                writeAnd(
                    c -> {
                      swallow(c, "INSERT OR ROLLBACK INTO price VALUES ('a', '2')");
                      swallow(c, "INSERT INTO price VALUES ('b', '2')");
                    }))
        .isInstanceOf(StoreFailed.class);
    assertThat(prices()).isEqualTo("0");
    assertThat(works()).isTrue();
  }

  @Test
  void own_exceptions_roll_back_and_come_out_as_they_are() {
    SQLException own = new SQLException("own");

    assertThatThrownBy(
            () ->
                writeAnd(
                    c -> {
                      throw own;
                    }))
        .isSameAs(own);
    assertThat(prices()).isEqualTo("0");
  }

  @Test
  void a_latch_that_another_hand_closed_dooms_the_unit() {
    assertThatThrownBy(() -> writeAnd(c -> execute(c, "UPDATE batchkit_latch SET open = NULL")))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("ended by another hand");
    assertThat(prices()).isEqualTo("0");
  }

  @Test
  void everything_is_dead_once_the_unit_has_ended() throws Exception {
    AtomicReference<Connection> connection = new AtomicReference<>();
    AtomicReference<PreparedStatement> statement = new AtomicReference<>();
    AtomicReference<ResultSet> rows = new AtomicReference<>();
    store.inUnit(
        "test",
        unit -> {
          connection.set(unit.connection());
          statement.set(unit.connection().prepareStatement("SELECT 1"));
          rows.set(unit.connection().getMetaData().getTables(null, null, "%", null));
          return unit;
        });

    assertThatThrownBy(() -> connection.get().createStatement()).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> statement.get().executeQuery()).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> rows.get().next()).isInstanceOf(SQLException.class);
    assertThat(works()).isTrue();
  }

  @Test
  void another_thread_cannot_use_the_connection() throws Exception {
    assertThatThrownBy(
            () ->
                writeAnd(
                    c -> {
                      AtomicReference<Throwable> seen = new AtomicReference<>();
                      Thread thread =
                          new Thread(() -> seen.set(catchThrowable(c::createStatement)));
                      thread.start();
                      thread.join();
                      throw (Exception) seen.get();
                    }))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("belongs to the thread");
  }

  @Test
  void jdbi_of_the_host_works_on_it() throws Exception {
    store.inUnit(
        "test",
        unit ->
            Jdbi.create(unit.connection())
                .withHandle(h -> h.execute("INSERT INTO price VALUES (?, ?)", "a", "1")));

    assertThat(prices()).isEqualTo("1");
  }

  private void writeAnd(Attack attack) throws Exception {
    store.inUnit(
        "test",
        unit -> {
          execute(unit.connection(), "INSERT INTO price VALUES ('a', '1')");
          attack.on(unit.connection());
          return unit;
        });
  }

  private static void swallow(Connection connection, String sql) {
    assertThatThrownBy(() -> execute(connection, sql)).isInstanceOf(SQLException.class);
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  private boolean works() {
    long id = store.inUnit("after", unit -> unit.batches().insert(Sample.batch(null)));
    return store.batches().find(id).isPresent();
  }

  private String prices() {
    try {
      return Sample.one(directory.resolve("x.db"), "SELECT count(*) FROM price");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStatementThatIsPreparedAgainIsLikeANewOne() throws SQLException {
    String insert = "INSERT INTO price VALUES (?, ?)";
    store.<Object, SQLException>inUnit(
        "t",
        unit -> {
          PreparedStatement first = unit.connection().prepareStatement(insert);
          first.setString(1, "a");
          first.setString(2, "1");
          first.executeUpdate();
          first.close();
          assertThat(first.isClosed()).isTrue();
          try (PreparedStatement second = unit.connection().prepareStatement(insert)) {
            assertThat(second.isClosed()).isFalse();
            assertThat(second).isNotSameAs(first);
            assertThatThrownBy(() -> first.setString(1, "b")).isInstanceOf(SQLException.class);
            second.setString(1, "c");
            second.setString(2, "3");
            assertThat(second.executeUpdate()).isEqualTo(1);
          }
          first.close();
          return first;
        });
    assertThat(stored()).isEqualTo("a=1 c=3 ");
  }

  @Test
  void parametersOfAClosedStatementAreForgotten() throws SQLException {
    String insert = "INSERT INTO price VALUES (?, ?)";
    assertThatThrownBy(
        () ->
            store.<Object, SQLException>inUnit(
                "t",
                unit -> {
                  for (String sku : List.of("a", "b")) {
                    try (PreparedStatement put = unit.connection().prepareStatement(insert)) {
                      put.setString(1, sku);
                      if (sku.equals("a")) {
                        put.setString(2, "1");
                      }
                      put.executeUpdate();
                    }
                  }
                  return unit;
                }));
    assertThat(stored()).isEmpty();
  }

  private String stored() throws SQLException {
    StringBuilder prices = new StringBuilder();
    try (Connection connection = Sample.plain(directory.resolve("x.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sku, price FROM price ORDER BY sku")) {
      while (rows.next()) {
        prices.append(rows.getString(1)).append('=').append(rows.getString(2)).append(' ');
      }
    }
    return prices.toString();
  }
}
