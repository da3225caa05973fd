package dev.batchkit.examples;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The file that a command worked on, seen by a plain SQLite client. */
final class Database {
  private final String url;

  Database(Path file) {
    this.url = "jdbc:sqlite:" + file;
  }

  /** The rows of a query, cells joined by a bar. */
  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      while (found.next()) {
        StringJoiner cells = new StringJoiner("|");
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          cells.add(found.getString(i));
        }
        rows.add(cells.toString());
      }
    }
    return rows;
  }

  /** The number that a query gives. */
  long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).get(0));
  }

  /** Runs statements. */
  void run(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
