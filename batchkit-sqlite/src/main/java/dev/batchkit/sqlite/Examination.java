package dev.batchkit.sqlite;

import dev.batchkit.store.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sqlite.SQLiteJDBCLoader;

/** Looks whether a file is sound, by reading only. */
final class Examination {
  private static final int MOST_FAULTS = 5;
  private static final long LARGE_LOG = 256L * 1024 * 1024;
  private static final long FEW_PAGES = 1000;

  private final DataFile file;
  private final Schema schema;

  Examination(DataFile file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  /** What can be said of any file, open or not. */
  List<Check> content(Connection connection) throws SQLException {
    List<Check> checks = new ArrayList<>();
    Look look = Look.read(connection, file, schema);
    if (!look.hasStore()) {
      checks.add(Check.fault("schema", "no table " + schema.name(Schema.SCHEMA_TABLE)));
    } else {
      checks.add(schema(look));
      Founding founding = new Founding(file, schema);
      checks.add(
          Check.of(
              "tables and triggers",
              look.stored().size() + " tables, indexes, triggers and views",
              founding.faults(look)));
      checks.add(
          Check.of(
              "ledger tables",
              "as the ledger needs them",
              Structure.of(connection, schema).faults()));
      List<String> altered = founding.altered(look);
      checks.add(
          altered.isEmpty()
              ? Check.ok("table texts", "as batchkit made them")
              : Check.warn("table texts", String.join(", ", altered)));
    }
    checks.add(Check.of("integrity", "integrity_check found nothing", integrityFaults(connection)));
    checks.add(Check.of("foreign keys", "foreign_key_check found nothing", orphans(connection)));
    return checks;
  }

  private static Check schema(Look look) {
    String version = "version " + look.version() + ", store " + look.id();
    return look.version() == Schema.VERSION
        ? Check.ok("schema", version)
        : Check.fault("schema", version + "; this batchkit knows " + Schema.VERSION);
  }

  private static List<String> integrityFaults(Connection connection) throws SQLException {
    List<String> faults = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MOST_FAULTS + ")")) {
      while (rows.next()) {
        if (!rows.getString(1).equals("ok")) {
          faults.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      faults.add("it cannot be read to its end (" + Failures.code(e) + ")");
    }
    return faults;
  }

  private static List<String> orphans(Connection connection) throws SQLException {
    List<String> faults = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2"
                    + " LIMIT "
                    + MOST_FAULTS)) {
      while (rows.next()) {
        faults.add(
            rows.getLong(3)
                + " rows of "
                + rows.getString(1)
                + " refer to rows of "
                + rows.getString(2)
                + " that are not there");
      }
    } catch (SQLException e) {
      faults.add("they cannot be read (" + Failures.code(e) + ")");
    }
    return faults;
  }

  /** What can be said of a file that is open. */
  List<Check> surroundings(Connection connection) throws SQLException {
    return List.of(
        versions(connection), fileSystem(), space(connection), log(), pragmas(connection));
  }

  private static Check versions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sqlite_version()")) {
      rows.next();
      return Check.ok(
          "versions",
          "SQLite "
              + rows.getString(1)
              + ", sqlite-jdbc "
              + SQLiteJDBCLoader.getVersion()
              + ", Java "
              + Runtime.version().feature());
    }
  }

  private Check fileSystem() {
    try {
      Path directory = file.path().toAbsolutePath().getParent();
      return Check.ok(
          "file system", directory == null ? "unknown" : Files.getFileStore(directory).type());
    } catch (IOException e) {
      return Check.warn("file system", "it cannot be asked for its type");
    }
  }

  private static Check space(Connection connection) throws SQLException {
    long pages = FreeSpace.number(connection, "page_count");
    long free = FreeSpace.number(connection, "freelist_count");
    String text =
        megabytes(pages * FreeSpace.number(connection, "page_size"))
            + ", of "
            + pages
            + " pages "
            + free
            + " are free";
    return free > FEW_PAGES && free > pages / 2
        ? Check.warn("file", text + ": a purge or VACUUM gives them back")
        : Check.ok("file", text);
  }

  private Check log() {
    Path wal = file.path().resolveSibling(file.path().getFileName() + "-wal");
    try {
      long size = Files.exists(wal) ? Files.size(wal) : 0;
      return size > LARGE_LOG
          ? Check.warn("log", megabytes(size) + ": somebody reads for very long, or a reader hangs")
          : Check.ok("log", megabytes(size));
    } catch (IOException e) {
      return Check.warn("log", "its size cannot be found out");
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static Check pragmas(Connection connection) throws SQLException {
    List<String> found = new ArrayList<>();
    for (String pragma :
        List.of(
            "journal_mode",
            "auto_vacuum",
            "foreign_keys",
            "recursive_triggers",
            "trusted_schema",
            "cell_size_check",
            "mmap_size")) {
      found.add(pragma + "=" + Connections.pragma(connection, pragma));
    }
    String text = String.join(" ", found);
    return found.contains("journal_mode=wal") && found.contains("foreign_keys=1")
        ? Check.ok("pragmas", text)
        : Check.warn("pragmas", text);
  }
}
