package dev.batchkit.sqlite;

import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.InvalidValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Looks at a connection of the application: whether work can be done in its transaction. */
final class HostConnection {
  private final DataFile file;
  private final boolean foreignKeys;

  HostConnection(DataFile file, boolean foreignKeys) {
    this.file = file;
    this.foreignKeys = foreignKeys;
  }

  /** The driver's own connection behind, fit and with a transaction open; else it is refused. */
  Connection fit(Connection given) {
    try {
      Connection raw = raw(given);
      requireSameFile(raw);
      if (!Lease.isInTransaction(raw)) {
        throw refused("has no transaction open: begin one, and do the application's part in it");
      }
      require(raw, "foreign_keys", foreignKeys ? "1" : null);
      require(raw, "ignore_check_constraints", "0");
      require(raw, "query_only", "0");
      return raw;
    } catch (SQLException e) {
      throw Failures.failed(file.toString(), "the connection could not be looked at", e);
    }
  }

  private Connection raw(Connection given) throws SQLException {
    Terms terms = Guard.termsOf(given);
    if (terms instanceof Lease lease) {
      if (given.getAutoCommit()) {
        throw refused("has no transaction open: switch its autocommit off first");
      }
      return lease.inTransaction();
    }
    if (terms instanceof UnitTerms) {
      throw new InsideUnit(
          "The connection is that of a unit of "
              + file
              + ", which is batchkit's own transaction: create batches before it or after.",
          "transaction");
    }
    if (!given.isWrapperFor(SQLiteConnection.class)) {
      throw refused("is none of sqlite-jdbc, or not of that which batchkit uses");
    }
    return given.unwrap(SQLiteConnection.class);
  }

  private void requireSameFile(Connection raw) throws SQLException {
    try (Statement statement = raw.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
      String main = rows.next() ? rows.getString(1) : null;
      if (main == null || main.isEmpty() || !Files.isSameFile(Path.of(main), file.path())) {
        throw refused("is to another file");
      }
    } catch (IOException e) {
      throw refused("is to another file");
    }
  }

  private void require(Connection raw, String pragma, @Nullable String wanted) throws SQLException {
    if (wanted != null && !wanted.equals(Connections.pragma(raw, pragma))) {
      throw refused("must have PRAGMA " + pragma + " = " + wanted);
    }
  }

  private InvalidValue refused(String fault) {
    return new InvalidValue(
        "The store " + file + " cannot join the transaction: the connection " + fault + ".",
        List.of("connection: " + fault),
        null);
  }
}
