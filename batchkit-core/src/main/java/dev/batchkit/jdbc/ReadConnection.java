package dev.batchkit.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * A connection while it is borrowed to read the result of a query one row after the other:
 * read-only if the driver allows that, and, SQLite excepted, with autocommit switched off, which is
 * what drivers such as PostgreSQL's need to stream. For one thread, except {@link #abort}.
 */
public final class ReadConnection implements AutoCloseable {
  private static final int FETCH_SIZE = 1000;

  private final Connection connection;
  private final boolean autoCommit;
  private final boolean readOnly;

  private ReadConnection(Connection connection) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.readOnly = connection.isReadOnly();
  }

  /**
   * Takes a connection.
   *
   * @throws SQLException if there is none, or it cannot be set up; it was given back then
   */
  public static ReadConnection borrow(DataSource database) throws SQLException {
    Connection connection = database.getConnection();
    try {
      ReadConnection borrowed = new ReadConnection(connection);
      borrowed.begin();
      return borrowed;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  private void begin() throws SQLException {
    ask(true);
    if (mustLeaveAutoCommit()) {
      connection.setAutoCommit(false);
    }
  }

  /** SQLite streams anyway, and a transaction of it may be one that writes. */
  private boolean mustLeaveAutoCommit() throws SQLException {
    return autoCommit && !connection.getMetaData().getDatabaseProductName().equals("SQLite");
  }

  /** A hint: a driver that cannot change it on an open connection is left alone. */
  private void ask(boolean forReading) {
    try {
      if (connection.isReadOnly() != forReading) {
        connection.setReadOnly(forReading);
      }
    } catch (SQLException e) {
      return;
    }
  }

  /** Prepares a query to be read forward only, by fetch size. To be closed before this. */
  public PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    try {
      statement.setFetchSize(FETCH_SIZE);
      return statement;
    } catch (SQLException | RuntimeException | Error e) {
      statement.close();
      throw e;
    }
  }

  /** Breaks the connection, on any thread; it is still to be closed. */
  public void abort(Executor executor) throws SQLException {
    connection.abort(executor);
  }

  /** Rolls back, sets back what was changed, and gives the connection back in any case. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
      ask(readOnly);
    }
  }
}
