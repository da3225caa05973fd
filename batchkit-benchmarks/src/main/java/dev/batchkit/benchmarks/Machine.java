package dev.batchkit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What figures are to be read with. */
final class Machine {
  private Machine() {}

  /** The command and the machine, a line each. */
  static String describe(List<String> words, Path directory) throws SQLException, IOException {
    return String.format(
        Locale.ROOT,
        "Command: java -Xmx%dm -jar batchkit-benchmarks.jar %s%n"
            + "Machine: %d processors, JDK %s, %s %s, SQLite %s, files on %s",
        Math.round(Runtime.getRuntime().maxMemory() / (1024.0 * 1024.0)),
        String.join(" ", words),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        sqliteVersion(),
        Files.getFileStore(directory).type());
  }

  private static String sqliteVersion() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }
}
