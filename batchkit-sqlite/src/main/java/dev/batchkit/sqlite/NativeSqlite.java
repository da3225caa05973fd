package dev.batchkit.sqlite;

import dev.batchkit.error.StoreFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** The SQLite that the driver brings: whether it loads, and whether it is fit. */
final class NativeSqlite {
  private NativeSqlite() {}

  /** Refuses an SQLite that cannot be loaded, or that may damage a file. */
  static void require() {
    checkVersion(version());
  }

  private static String version() {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sqlite_version()")) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException | LinkageError e) {
      throw new StoreFailed(
          "The native library of SQLite could not be loaded. The driver unpacks it into the"
              + " directory of -Dorg.sqlite.tmpdir, else of java.io.tmpdir: name one that exists,"
              + " has room, and lets files be executed.",
          "NATIVE_LIBRARY",
          e);
    }
  }

  static void checkVersion(String version) {
    String[] parts = version.split("\\.", -1);
    int number = 0;
    for (int i = 0; i < 3; i++) {
      number = number * 1000 + Integer.parseInt(parts[i]);
    }
    if (number < 3_051_003 || number == 3_052_000) {
      throw new StoreFailed(
          "SQLite "
              + version
              + " may damage a file that two connections write to; 3.51.3 is the first that is safe."
              + " An old driver is most likely managed by Spring Boot: set the property"
              + " sqlite-jdbc.version to 3.54.1.0 or newer.",
          "SQLITE_VERSION",
          null);
    }
  }
}
