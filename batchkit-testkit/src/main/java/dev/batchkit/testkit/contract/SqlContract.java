package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.batchkit.error.UnsupportedByStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The connection of a unit, on stores that have SQL; its absence on others. */
abstract class SqlContract extends StoreFixture {
  SqlContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aStoreWithoutSqlRefusesAConnectionByName() {
    assumeThat(store().hasSql()).as("has SQL").isFalse();
    assertThatExceptionOfType(UnsupportedByStore.class)
        .isThrownBy(() -> in(unit -> unit.connection()))
        .satisfies(refusal -> assertThat(refusal.capability()).isEqualTo("SQL"));
  }

  @Test
  void whatIsWrittenThroughTheConnectionIsCommittedWithTheUnit() throws Exception {
    assumeThat(store().hasSql()).as("has SQL").isTrue();
    hostTable();
    sql("INSERT INTO host(id) VALUES (1)");
    assertThat(hostRows()).isEqualTo(1);
  }

  @Test
  void whatIsWrittenThroughTheConnectionIsRolledBackWithTheUnit() throws Exception {
    assumeThat(store().hasSql()).as("has SQL").isTrue();
    hostTable();
    IllegalStateException failure = new IllegalStateException("broken");
    assertThatThrownBy(
            () ->
                store()
                    .inUnit(
                        "contract",
                        unit -> {
                          execute(unit.connection(), "INSERT INTO host(id) VALUES (1)");
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(hostRows()).isZero();
  }

  @Test
  void aViolatedConstraintOfTheWorksOwnDoesNotDoomTheUnit() throws Exception {
    assumeThat(store().hasSql()).as("has SQL").isTrue();
    hostTable();
    boolean unused =
        store()
            .inUnit(
                "contract",
                unit -> {
                  execute(unit.connection(), "INSERT INTO host(id) VALUES (1)");
                  assertThatThrownBy(
                          () -> execute(unit.connection(), "INSERT INTO host(id) VALUES (1)"))
                      .isInstanceOf(SQLException.class);
                  return true;
                });
    assertThat(hostRows()).isEqualTo(1);
  }

  @Test
  void theConnectionRefusesToEndTheTransactionOrToChangeItself() {
    assumeThat(store().hasSql()).as("has SQL").isTrue();
    List<Use> uses =
        List.of(
            Connection::commit,
            Connection::rollback,
            Connection::setSavepoint,
            Connection::close,
            connection -> connection.setAutoCommit(true),
            connection -> execute(connection, "COMMIT"),
            connection -> execute(connection, "ROLLBACK"),
            connection -> execute(connection, "END"),
            connection -> execute(connection, "SAVEPOINT s"),
            connection -> execute(connection, "PRAGMA foreign_keys = OFF"),
            connection -> execute(connection, "ATTACH ':memory:' AS other"),
            connection -> execute(connection, "SELECT 1; SELECT 2"));
    for (int i = 0; i < uses.size(); i++) {
      Use use = uses.get(i);
      assertThatThrownBy(() -> useAndThrow(use))
          .as("use %d of the connection", i)
          .isInstanceOf(Exception.class)
          .isNotInstanceOf(Survived.class);
    }
  }

  @Test
  void theConnectionIsDeadOnceTheUnitHasEnded() {
    assumeThat(store().hasSql()).as("has SQL").isTrue();
    Connection kept = in(unit -> unit.connection());
    assertThatThrownBy(() -> execute(kept, "SELECT 1")).isInstanceOf(SQLException.class);
  }

  private void useAndThrow(Use use) throws Exception {
    boolean unused =
        store()
            .inUnit(
                "contract",
                unit -> {
                  use.of(unit.connection());
                  throw new Survived();
                });
  }

  private void hostTable() throws Exception {
    sql("CREATE TABLE host(id INTEGER PRIMARY KEY NOT NULL)");
  }

  private void sql(String text) throws SQLException {
    boolean unused =
        store()
            .inUnit(
                "contract",
                unit -> {
                  execute(unit.connection(), text);
                  return true;
                });
  }

  private long hostRows() throws SQLException {
    return store()
        .inUnit(
            "contract",
            unit -> {
              try (Statement statement = unit.connection().createStatement();
                  ResultSet result = statement.executeQuery("SELECT count(*) FROM host")) {
                return result.next() ? result.getLong(1) : -1L;
              }
            });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }

  /** A use of a connection that it must refuse. */
  @FunctionalInterface
  private interface Use {
    void of(Connection connection) throws SQLException;
  }

  /** The connection let it happen. */
  private static final class Survived extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
