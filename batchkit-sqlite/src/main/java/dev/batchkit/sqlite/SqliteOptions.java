package dev.batchkit.sqlite;

import dev.batchkit.error.InvalidValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link SqliteStore} is opened. Immutable: every method gives a changed copy, so that
 * options are written as a chain, {@code o -> o.tablePrefix("bk_").synchronous(NORMAL)}.
 */
public final class SqliteOptions {
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  static final SqliteOptions DEFAULTS =
      new SqliteOptions(
          new Values(
              "", Synchronous.FULL, Duration.ofSeconds(10), connection -> {}, true, null, null));

  private final Values values;

  private SqliteOptions(Values values) {
    this.values = values;
  }

  /** What a commit waits for. */
  public enum Synchronous {
    /** The disk: a commit that returned survives a power cut. */
    FULL,
    /**
     * The operating system: a commit that returned survives a kill; a power cut may take the last.
     */
    NORMAL
  }

  /** How SQLite keeps what is not committed. */
  public enum JournalMode {
    /** Write-ahead log: readers and the writer do not wait for each other. */
    WAL,
    /** A rollback journal that is deleted at each commit. */
    DELETE,
    /** A rollback journal that is emptied at each commit. */
    TRUNCATE
  }

  /** Makes a new connection ready, before anything else is done with it. */
  @FunctionalInterface
  public interface ConnectionInit {
    /**
     * Registers functions and collations of the application.
     *
     * @param connection the driver's own connection
     * @throws SQLException if it cannot be made ready; then the connection is not used
     */
    void init(Connection connection) throws SQLException;
  }

  /**
   * Puts every table, index and trigger of batchkit, the documented ones included, under a prefix:
   * the way out where a file has tables of the same names. None by default; the same at every
   * opening.
   *
   * @throws InvalidValue if it is not a lower-case letter and at most 19 letters, digits or
   *     underscores
   */
  public SqliteOptions tablePrefix(String prefix) {
    if (!prefix.isEmpty() && !PREFIX.matcher(prefix).matches()) {
      throw refused(
          "tablePrefix", "is not a lower-case letter and at most 19 letters, digits, underscores");
    }
    return new SqliteOptions(values.withPrefix(prefix));
  }

  /** What a commit waits for; {@link Synchronous#FULL} by default. */
  public SqliteOptions synchronous(Synchronous synchronous) {
    return new SqliteOptions(values.withSynchronous(synchronous));
  }

  /**
   * How long to wait for other writers before giving up with {@code StoreBusy}; 10 seconds by
   * default.
   *
   * @throws InvalidValue if it is negative or longer than an hour
   */
  public SqliteOptions busyTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.compareTo(LONGEST_WAIT) > 0) {
      throw refused("busyTimeout", "is negative or longer than an hour");
    }
    return new SqliteOptions(values.withBusyTimeout(timeout));
  }

  /** Runs first on every connection that the store opens; nothing by default. */
  public SqliteOptions onConnect(ConnectionInit init) {
    return new SqliteOptions(values.withOnConnect(init));
  }

  /**
   * Whether SQLite enforces foreign keys on the connections of the store; true by default. Without
   * them nothing but the guard keeps a handler from ending a unit early: for files only whose own
   * references cannot hold.
   */
  public SqliteOptions foreignKeys(boolean enforced) {
    return new SqliteOptions(values.withForeignKeys(enforced));
  }

  /**
   * Whether triggers, views and indexes of the file may call functions of the application that are
   * not marked innocuous. Unless said here: no in files that batchkit created, SQLite's own default
   * in others.
   */
  public SqliteOptions trustedSchema(boolean trusted) {
    return new SqliteOptions(values.withTrustedSchema(trusted));
  }

  /**
   * The journal mode to put the file in. Unless said here: WAL for files that batchkit created,
   * left as it is in others.
   */
  public SqliteOptions journalMode(JournalMode mode) {
    return new SqliteOptions(values.withJournalMode(mode));
  }

  Values values() {
    return values;
  }

  private static InvalidValue refused(String option, String fault) {
    return new InvalidValue(
        "The option " + option + " " + fault + ".", List.of(option + ": " + fault), null);
  }

  /** What was chosen; null where the kind of file decides. */
  record Values(
      String prefix,
      Synchronous synchronous,
      Duration busyTimeout,
      ConnectionInit onConnect,
      boolean foreignKeys,
      @Nullable Boolean trustedSchema,
      @Nullable JournalMode journalMode) {

    Values withPrefix(String value) {
      return new Values(
          value, synchronous, busyTimeout, onConnect, foreignKeys, trustedSchema, journalMode);
    }

    Values withSynchronous(Synchronous value) {
      return new Values(
          prefix, value, busyTimeout, onConnect, foreignKeys, trustedSchema, journalMode);
    }

    Values withBusyTimeout(Duration value) {
      return new Values(
          prefix, synchronous, value, onConnect, foreignKeys, trustedSchema, journalMode);
    }

    Values withOnConnect(ConnectionInit value) {
      return new Values(
          prefix, synchronous, busyTimeout, value, foreignKeys, trustedSchema, journalMode);
    }

    Values withForeignKeys(boolean value) {
      return new Values(
          prefix, synchronous, busyTimeout, onConnect, value, trustedSchema, journalMode);
    }

    Values withTrustedSchema(boolean value) {
      return new Values(
          prefix, synchronous, busyTimeout, onConnect, foreignKeys, value, journalMode);
    }

    Values withJournalMode(JournalMode value) {
      return new Values(
          prefix, synchronous, busyTimeout, onConnect, foreignKeys, trustedSchema, value);
    }
  }
}
