package dev.batchkit.sqlite;

import dev.batchkit.error.StoreFailed;
import dev.batchkit.sqlite.SqliteOptions.JournalMode;
import dev.batchkit.sqlite.SqliteOptions.Synchronous;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to one file, each set up in the same way and asked whether it took it. */
class Connections {
  /** A busy writer waits in slices of this many milliseconds, so that the deadline is kept. */
  static final int SLICE_MILLIS = 250;

  private static final long RETRY_NANOS = 5_000_000;
  private static final long JOURNAL_SIZE_LIMIT = 64L * 1024 * 1024;

  private final DataFile file;
  private final SqliteOptions.Values options;
  private final boolean own;

  /**
   * Opens connections to a file.
   *
   * @param own whether batchkit created the file
   */
  Connections(DataFile file, SqliteOptions.Values options, boolean own) {
    this.file = file;
    this.options = options;
    this.own = own;
  }

  /** The connection that writes. */
  Connection writer() throws SQLException {
    return writing(sliceMillis());
  }

  /** A connection for the application. */
  Connection host() throws SQLException {
    return writing(waitMillis());
  }

  private Connection writing(String busyMillis) throws SQLException {
    Connection connection = open(true);
    try {
      set(connection, "busy_timeout", busyMillis);
      chooseJournal(connection);
      set(connection, "synchronous", synchronous(connection));
      set(connection, "journal_size_limit", Long.toString(JOURNAL_SIZE_LIMIT));
      setUp(connection);
      return connection;
    } catch (Throwable e) {
      close(connection, e);
      throw e;
    }
  }

  /** The connection by which the tables are made: the journal mode is left for later. */
  Connection founder() throws SQLException {
    Connection connection = open(true);
    try {
      set(connection, "busy_timeout", waitMillis());
      if (own) {
        execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");
      }
      set(connection, "synchronous", "3");
      setUp(connection);
      return connection;
    } catch (Throwable e) {
      close(connection, e);
      throw e;
    }
  }

  /** A connection that only reads. */
  Connection reader() throws SQLException {
    Connection connection = open(false);
    try {
      set(connection, "busy_timeout", waitMillis());
      set(connection, "query_only", "1");
      setUp(connection);
      return connection;
    } catch (Throwable e) {
      close(connection, e);
      throw e;
    }
  }

  /**
   * A connection for a first look at a file that may be anything.
   *
   * @param writable so that SQLite can roll back what a dead process left half done
   */
  Connection looker(boolean writable) throws SQLException {
    Connection connection = open(writable);
    try {
      set(connection, "busy_timeout", waitMillis());
      return connection;
    } catch (Throwable e) {
      close(connection, e);
      throw e;
    }
  }

  private Connection open(boolean writable) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    if (writable) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    } else {
      config.setReadOnly(true);
    }
    Connection connection = config.createConnection("jdbc:sqlite:" + file.path());
    try {
      options.onConnect().init(connection);
      return connection;
    } catch (Throwable e) {
      close(connection, e);
      throw e;
    }
  }

  private void setUp(Connection connection) throws SQLException {
    set(connection, "foreign_keys", options.foreignKeys() ? "1" : "0");
    set(connection, "recursive_triggers", "0");
    set(connection, "cell_size_check", "1");
    set(connection, "mmap_size", "0");
    Boolean trusted = options.trustedSchema();
    if (trusted != null || own) {
      set(connection, "trusted_schema", trusted != null && trusted ? "1" : "0");
    }
  }

  private void chooseJournal(Connection connection) throws SQLException {
    JournalMode mode = options.journalMode();
    if (mode == null && !own) {
      return;
    }
    String wanted = (mode == null ? JournalMode.WAL : mode).name().toLowerCase(Locale.ROOT);
    long deadline = System.nanoTime() + options.busyTimeout().toNanos();
    while (!wanted.equals(pragma(connection, "journal_mode"))) {
      try {
        execute(connection, "PRAGMA journal_mode = " + wanted);
        check("journal_mode", wanted, pragma(connection, "journal_mode"));
      } catch (SQLException e) {
        // SQLite answers BUSY here at once, whatever its timeout
        if (!Failures.isBusy(e) || System.nanoTime() - deadline >= 0) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /**
   * A rollback journal needs EXTRA for what WAL gives with FULL: the last commit at a power cut.
   */
  private String synchronous(Connection connection) throws SQLException {
    if (options.synchronous() == Synchronous.NORMAL) {
      return "1";
    }
    return "wal".equals(pragma(connection, "journal_mode")) ? "2" : "3";
  }

  private String sliceMillis() {
    return Long.toString(Math.min(SLICE_MILLIS, options.busyTimeout().toMillis()));
  }

  private String waitMillis() {
    return Long.toString(options.busyTimeout().toMillis());
  }

  private void set(Connection connection, String pragma, String value) throws SQLException {
    execute(connection, "PRAGMA " + pragma + " = " + value);
    check(pragma, value, pragma(connection, pragma));
  }

  private void check(String pragma, String wanted, String found) {
    if (!wanted.equals(found)) {
      throw new StoreFailed(
          "The file " + file + " does not take " + pragma + " = " + wanted + ": it stays " + found,
          "PRAGMA",
          null);
    }
  }

  static String pragma(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA " + pragma)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void close(Connection connection, Throwable why) {
    try {
      connection.close();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
