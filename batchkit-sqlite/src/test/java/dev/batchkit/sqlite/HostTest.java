package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;

/** The application's own tables, with what real ones have, as the target of a handler. */
class HostTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void makeTheHost() throws SQLException {
    file = directory.resolve("x.db");
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      addFunction(connection);
      for (String sql :
          new String[] {
            "CREATE TABLE price (sku TEXT PRIMARY KEY, price TEXT, updated_at TEXT)",
            "CREATE TRIGGER touched AFTER UPDATE ON price BEGIN"
                + " UPDATE price SET updated_at = 'now' WHERE sku = NEW.sku; END",
            "CREATE VIRTUAL TABLE price_text USING fts5(sku, content='price')",
            "CREATE TRIGGER text_in AFTER INSERT ON price BEGIN"
                + " INSERT INTO price_text(rowid, sku) VALUES (NEW.rowid, NEW.sku); END",
            "CREATE INDEX by_shape ON price(shape(sku))"
          }) {
        statement.execute(sql);
      }
    }
  }

  private static void addFunction(Connection connection) throws SQLException {
    Function.create(
        connection,
        "shape",
        new Function() {
          @Override
          protected void xFunc() throws SQLException {
            result(value_text(0).length());
          }
        },
        1,
        Function.FLAG_DETERMINISTIC);
  }

  @Test
  void its_triggers_full_text_and_functions_work_inside_a_unit() throws SQLException {
    try (SqliteStore store = SqliteStore.adopt(file, o -> o.onConnect(HostTest::addFunction))) {
      store.inUnit(
          "x",
          unit -> {
            try (Statement statement = unit.connection().createStatement()) {
              statement.executeUpdate("INSERT INTO price VALUES ('apple', '1.10', NULL)");
              return statement.executeUpdate("UPDATE price SET price = '1.20'");
            }
          });
    }

    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      addFunction(connection);
      try (var rows =
          statement.executeQuery(
              "SELECT updated_at, (SELECT count(*) FROM price_text WHERE price_text MATCH 'apple')"
                  + " FROM price WHERE shape(sku) = 5")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("now");
        assertThat(rows.getInt(2)).isEqualTo(1);
      }
    }
  }
}
