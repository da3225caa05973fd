package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.StoreFailed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;

/** The connections that the store gives to the application. */
class HostDataSourceTest {
  private final AtomicInteger opened = new AtomicInteger();

  @TempDir Path directory;
  private Path file;
  private SqliteStore store;
  private DataSource source;

  @BeforeEach
  void open() throws SQLException {
    file = directory.resolve("x.db");
    store =
        SqliteStore.create(
            file,
            o -> o.busyTimeout(Duration.ofMillis(200)).onConnect(c -> opened.incrementAndGet()));
    source = store.dataSource();
    try (Connection connection = Sample.plain(file)) {
      execute(connection, "CREATE TABLE price (sku TEXT PRIMARY KEY, price TEXT)");
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  private static boolean insert(Connection connection, String sku) throws SQLException {
    return execute(connection, "INSERT INTO price VALUES ('" + sku + "', '1')");
  }

  private String saved() throws SQLException {
    return Sample.one(file, "SELECT group_concat(sku) FROM price");
  }

  @Test
  void a_pooled_connection_is_set_up_as_the_stores_own_and_used_again() throws SQLException {
    int before = opened.get();
    for (int i = 0; i < 3; i++) {
      try (Connection connection = source.getConnection()) {
        assertThat(one(connection, "SELECT foreign_keys FROM pragma_foreign_keys")).isEqualTo("1");
        assertThat(one(connection, "SELECT synchronous FROM pragma_synchronous")).isEqualTo("2");
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.isReadOnly()).isFalse();
      }
    }
    assertThat(opened.get()).isEqualTo(before + 1);
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  @Test
  void a_transaction_is_kept_or_not_as_a_whole() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      insert(connection, "a");
      insert(connection, "b");
      assertThat(saved()).isNull();
      connection.commit();
      insert(connection, "c");
      connection.rollback();
      insert(connection, "d");
      connection.setAutoCommit(true);
      insert(connection, "e");
      connection.setAutoCommit(false);
      insert(connection, "f");
    }
    assertThat(saved()).isEqualTo("a,b,d,e");
    try (Connection connection = source.getConnection()) {
      assertThat(connection.getAutoCommit()).isTrue();
    }
  }

  @Test
  void a_statement_that_outlives_a_transaction_begins_the_next() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO price VALUES (?, '1')")) {
        statement.setString(1, "a");
        statement.executeUpdate();
        connection.commit();
        statement.setString(1, "b");
        statement.executeUpdate();
        connection.rollback();
      }
    }
    assertThat(saved()).isEqualTo("a");
  }

  @Test
  void savepoints_work_in_a_transaction_of_ones_own() throws SQLException {
    try (Connection connection = source.getConnection()) {
      assertThatThrownBy(connection::setSavepoint).isInstanceOf(SQLException.class);
      connection.setAutoCommit(false);
      insert(connection, "a");
      Savepoint one = connection.setSavepoint();
      insert(connection, "b");
      connection.rollback(one);
      Savepoint two = connection.setSavepoint("two");
      insert(connection, "c");
      connection.releaseSavepoint(two);
      assertThat(two.getSavepointName()).isEqualTo("two");
      connection.commit();
    }
    assertThat(saved()).isEqualTo("a,c");
  }

  @Test
  void a_transaction_that_sqlite_rolled_back_takes_no_more_statements() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      insert(connection, "a");
      assertThatThrownBy(
              () -> execute(connection, "INSERT OR ROLLBACK INTO price VALUES ('a', '2')"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> insert(connection, "b")).hasMessageContaining("rolled");
      assertThatThrownBy(connection::commit).hasMessageContaining("rolled");
      connection.rollback();
      insert(connection, "c");
      connection.commit();
    }
    assertThat(saved()).isEqualTo("c");
  }

  @Test
  void a_violated_constraint_leaves_the_transaction_open() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      insert(connection, "a");
      assertThatThrownBy(() -> insert(connection, "a")).isInstanceOf(SQLException.class);
      insert(connection, "b");
      connection.commit();
    }
    assertThat(saved()).isEqualTo("a,b");
  }

  @Test
  void transactions_wait_for_the_write_lock_and_read_only_ones_do_not() throws SQLException {
    try (Connection holder = source.getConnection();
        Connection reader = source.getConnection();
        Connection writer = source.getConnection()) {
      holder.setAutoCommit(false);
      insert(holder, "a");
      reader.setReadOnly(true);
      reader.setAutoCommit(false);
      assertThat(one(reader, "SELECT count(*) FROM price")).isEqualTo("0");
      assertThatThrownBy(() -> insert(reader, "b")).isInstanceOf(SQLException.class);
      writer.setAutoCommit(false);
      assertThatThrownBy(() -> one(writer, "SELECT 1")).hasMessageContaining("SQLITE_BUSY");
      holder.commit();
      insert(writer, "c");
      writer.commit();
    }
    assertThat(saved()).isEqualTo("a,c");
    try (Connection connection = source.getConnection()) {
      insert(connection, "d");
    }
  }

  @Test
  void the_kit_is_not_waited_for_by_the_thread_that_holds_the_lock() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      insert(connection, "a");
      assertThatThrownBy(() -> store.inUnit("x", unit -> unit))
          .isInstanceOf(InsideUnit.class)
          .hasMessageContaining("kit.in(connection)");
      connection.commit();
      store.inUnit("x", unit -> unit);
      insert(connection, "b");
    }
    store.inUnit("x", unit -> unit);
    assertThat(saved()).isEqualTo("a");
  }

  @Test
  void a_connection_that_was_taken_before_the_unit_is_refused_in_it() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      store.inUnit(
          "x",
          unit -> {
            assertThatThrownBy(() -> insert(connection, "a"))
                .hasMessageContaining("take one inside");
            try (Connection inside = source.getConnection()) {
              insert(inside, "b");
            }
            return unit;
          });
    }
    assertThat(saved()).isEqualTo("b");
  }

  @Test
  void inside_a_unit_transactions_join_and_handles_close() {
    assertThatThrownBy(
            () ->
                store.inUnit(
                    "x",
                    unit -> {
                      Connection one = source.getConnection();
                      Connection two = source.getConnection();
                      one.setAutoCommit(false);
                      assertThat(one.getAutoCommit()).isFalse();
                      assertThat(two.getAutoCommit()).isTrue();
                      insert(one, "a");
                      assertThat(one(two, "SELECT sku FROM price")).isEqualTo("a");
                      PreparedStatement left = one.prepareStatement("SELECT 1");
                      one.commit();
                      one.setReadOnly(true);
                      one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                      one.close();
                      one.close();
                      assertThat(one.isClosed()).isTrue();
                      assertThat(two.isClosed()).isFalse();
                      assertThatThrownBy(one::createStatement).hasMessageContaining("closed");
                      assertThatThrownBy(left::executeQuery).hasMessageContaining("closed");
                      insert(two, "b");
                      throw new IllegalStateException("told to fail");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_rollback_that_is_swallowed_fails_the_unit_by_name() throws SQLException {
    assertThatThrownBy(
            () ->
                store.inUnit(
                    "x",
                    unit -> {
                      try (Connection connection = source.getConnection()) {
                        connection.setAutoCommit(false);
                        insert(connection, "a");
                        connection.rollback();
                        assertThatThrownBy(() -> insert(connection, "b"))
                            .hasMessageContaining("rolled back");
                      }
                      return unit;
                    }))
        .isInstanceOfSatisfying(
            StoreFailed.class, failure -> assertThat(failure.code()).isEqualTo("ROLLED_BACK"));
    assertThat(saved()).isNull();
  }

  @Test
  void a_rollback_does_not_hide_what_doomed_the_unit_before() {
    assertThatThrownBy(
            () ->
                store.inUnit(
                    "x",
                    unit -> {
                      try (Connection connection = source.getConnection()) {
                        assertThatThrownBy(() -> execute(connection, "SELECT * FROM nowhere"))
                            .isInstanceOf(SQLException.class);
                        connection.rollback();
                      }
                      throw new IllegalStateException("told to fail");
                    }))
        .isInstanceOf(StoreFailed.class)
        .hasStackTraceContaining("nowhere");
  }

  @Test
  void a_joined_connection_is_dead_after_its_unit_and_on_other_threads() throws Exception {
    List<Connection> taken = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    store.inUnit(
        "x",
        unit -> {
          Connection connection = source.getConnection();
          taken.add(connection);
          Thread other =
              new Thread(
                  () -> {
                    try {
                      connection.createStatement();
                    } catch (SQLException e) {
                      thrown.add(e);
                    }
                  });
          other.start();
          other.join();
          return unit;
        });
    assertThat(thrown).singleElement().isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> taken.get(0).createStatement()).hasMessageContaining("ended");
    assertThatThrownBy(() -> taken.get(0).rollback()).isNotNull();
  }

  @Test
  void the_unit_of_another_store_on_the_file_is_not_joined() {
    try (SqliteStore other = SqliteStore.open(file)) {
      assertThatThrownBy(() -> store.inUnit("x", unit -> other.dataSource().getConnection()))
          .isInstanceOf(SQLException.class)
          .hasCauseInstanceOf(InsideUnit.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"BEGIN", "COMMIT", "PRAGMA foreign_keys = OFF", "ATTACH 'y.db' AS y", "VACUUM"})
  void what_would_change_the_connection_for_the_next_is_refused(String sql) throws SQLException {
    try (Connection connection = source.getConnection()) {
      assertThatThrownBy(() -> execute(connection, sql))
          .hasMessageContaining("connection of your own");
      insert(connection, "a");
      assertThatThrownBy(() -> connection.setSchema("x")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> connection.unwrap(SQLiteConnection.class))
          .isInstanceOf(SQLException.class);
    }
    assertThat(saved()).isEqualTo("a");
  }

  @Test
  void there_are_so_many_connections_and_no_more() throws SQLException {
    List<Connection> taken = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      taken.add(source.getConnection());
    }
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining("8 connections");
    taken.get(0).close();
    try (Connection connection = source.getConnection()) {
      insert(connection, "a");
    }
    for (Connection connection : taken) {
      connection.close();
    }
    assertThat(saved()).isEqualTo("a");
  }

  @Test
  void a_closed_store_gives_none_and_what_it_gave_is_dead() throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    insert(connection, "a");
    store.close();
    assertThatThrownBy(() -> insert(connection, "b")).hasMessageContaining("closed");
    assertThatThrownBy(connection::commit).hasMessageContaining("closed");
    assertThatThrownBy(source::getConnection).hasMessageContaining("closed");
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThat(saved()).isNull();
  }

  @Test
  void connections_of_a_read_only_store_only_read() throws SQLException {
    store.close();
    try (SqliteStore reading = SqliteStore.readOnly(file);
        Connection connection = reading.dataSource().getConnection()) {
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(one(connection, "SELECT count(*) FROM price")).isEqualTo("0");
      assertThatThrownBy(() -> insert(connection, "a")).isInstanceOf(SQLException.class);
      connection.setReadOnly(false);
      assertThatThrownBy(() -> insert(connection, "a")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void what_sqlite_has_not_is_not_supported_by_name() throws SQLException {
    assertThatThrownBy(() -> source.getConnection("ann", "secret"))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("getConnection()")
        .message()
        .doesNotContain("secret");
    assertThatThrownBy(() -> source.setLoginTimeout(1))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(source::getParentLogger).isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThat(source.unwrap(DataSource.class)).isSameAs(source);
    assertThat(source.isWrapperFor(SqliteStore.class)).isFalse();
    assertThat(store.dataSource()).isSameAs(source);
  }
}
