package dev.batchkit.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A connection set up as batchkit sets up its own, with explicit transactions. */
final class ControlFile implements AutoCloseable {
  static final int CHUNK = 1000;

  private static final String[] PRAGMAS = {
    "busy_timeout = 10000",
    "journal_mode = WAL",
    "journal_size_limit = 67108864",
    "foreign_keys = ON",
    "recursive_triggers = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "trusted_schema = OFF"
  };
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;

  ControlFile(Path file) throws SQLException {
    this(file, "FULL");
  }

  ControlFile(Path file, String synchronous) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      for (String pragma : PRAGMAS) {
        statement.execute("PRAGMA " + pragma);
      }
      statement.execute("PRAGMA synchronous = " + synchronous);
    }
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
  }

  /** A statement that is kept until the file is closed. */
  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  void begin() throws SQLException {
    begin.execute();
  }

  void commit() throws SQLException {
    commit.execute();
  }

  /** Runs a statement that is run a few times only. */
  void run(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = prepare(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.executeUpdate();
    }
  }

  static String now() {
    return TIME.format(Instant.now());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
