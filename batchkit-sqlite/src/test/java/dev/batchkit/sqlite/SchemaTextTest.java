package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.store.RowTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTextTest {
  @Test
  void everyCheckOfAJsonThatMayBeNullSaysSoSinceOlderSqliteFindsNullInvalid(@TempDir Path dir)
      throws SQLException {
    Path file = dir.resolve("schema.db");
    try (SqliteStore store = SqliteStore.create(file)) {
      Column json = new Column("more", ColumnType.JSON);
      store.prepare(new RowTable("batchkit_row_t", List.of(json), List.of(), List.of()));
    }
    List<String> checked = new ArrayList<>();
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = plain.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%json_valid%'")) {
      while (tables.next()) {
        tables
            .getString(1)
            .lines()
            .filter(line -> line.contains("json_valid") && !line.contains("NOT NULL"))
            .forEach(checked::add);
      }
    }
    assertThat(checked).hasSizeGreaterThan(20).allMatch(line -> line.contains("IS NULL"));
  }
}
