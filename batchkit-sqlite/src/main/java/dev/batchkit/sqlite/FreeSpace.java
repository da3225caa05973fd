package dev.batchkit.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Gives free pages of a file back to the operating system. */
final class FreeSpace {
  private static final String INCREMENTAL = "2";

  private FreeSpace() {}

  /**
   * Gives back at most so many pages, in a transaction; none where the file was not made for it.
   *
   * @return how many bytes
   */
  static long giveBack(Connection connection, int most) throws SQLException {
    if (!Connections.pragma(connection, "auto_vacuum").equals(INCREMENTAL)) {
      return 0;
    }
    long before = number(connection, "freelist_count");
    if (before == 0) {
      return 0;
    }
    try (Statement statement = connection.createStatement()) {
      // the driver takes but one step of it by execute(), which frees one page
      statement.executeUpdate("PRAGMA incremental_vacuum(" + most + ")");
    }
    long freed = before - number(connection, "freelist_count");
    return freed * number(connection, "page_size");
  }

  static long number(Connection connection, String pragma) throws SQLException {
    return Long.parseLong(Connections.pragma(connection, pragma));
  }
}
