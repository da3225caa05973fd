package dev.batchkit.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One borrowing of a pooled connection. Its transactions are explicit statements, since the
 * driver's own report failure for commits that are durable, and IMMEDIATE, since one that begins by
 * reading may not be able to write later. They begin with their first statement.
 */
final class Lease implements Terms {
  private final HostPool pool;
  private final Connection raw;
  private final Guard guard = new Guard();
  private boolean autoCommit = true;
  private boolean readOnly;
  private boolean closed;
  private boolean sound = true;
  private @Nullable Thread begunBy;
  private @Nullable SQLException lost;
  private int savepoints;

  Lease(HostPool pool, Connection raw) {
    this.pool = pool;
    this.raw = raw;
    readOnly = pool.isReadOnly();
  }

  Connection connection() {
    return guard.connection(raw, this);
  }

  /** The connection behind, with its transaction begun; refused where there is none. */
  Connection inTransaction() throws SQLException {
    check();
    if (autoCommit) {
      throw new SQLException("The connection is in autocommit mode.", "25000");
    }
    running();
    return raw;
  }

  @Override
  public void check() throws SQLException {
    if (closed) {
      throw new SQLException("The connection is closed.", "08003");
    }
    pool.checkOpen();
  }

  @Override
  public @Nullable Answer answer(String method, @Nullable Object @Nullable [] arguments)
      throws SQLException {
    if (method.equals("close")) {
      close();
      return Answer.NOTHING;
    }
    if (method.equals("isClosed")) {
      return new Answer(closed);
    }
    check();
    Object first = arguments == null ? null : arguments[0];
    return switch (method) {
      case "getAutoCommit" -> new Answer(autoCommit);
      case "isReadOnly" -> new Answer(readOnly);
      case "getTransactionIsolation" -> new Answer(Connection.TRANSACTION_SERIALIZABLE);
      case "setTransactionIsolation" -> Answer.NOTHING;
      case "setAutoCommit" -> after(() -> setAutoCommit(Boolean.TRUE.equals(first)));
      case "setReadOnly" -> after(() -> setReadOnly(Boolean.TRUE.equals(first)));
      case "commit", "rollback", "setSavepoint", "releaseSavepoint" -> ofTransaction(method, first);
      case "abort", "setCatalog", "setNetworkTimeout", "setSchema" -> throw refused(method);
      default -> null;
    };
  }

  private Answer ofTransaction(String method, @Nullable Object first) throws SQLException {
    if (autoCommit) {
      throw new SQLException(method + " is for a connection without autocommit.", "25000");
    }
    return switch (method) {
      case "commit" -> after(this::commit);
      case "rollback" -> after(() -> rollBack((Savepoint) first));
      case "setSavepoint" -> new Answer(savepoint((String) first));
      default -> after(() -> execute("RELEASE " + HostSavepoint.nameOf((Savepoint) first)));
    };
  }

  /** Something that is done and gives nothing. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private static Answer after(Step step) throws SQLException {
    step.run();
    return Answer.NOTHING;
  }

  private void setAutoCommit(boolean wanted) throws SQLException {
    if (wanted && !autoCommit) {
      commit();
    }
    autoCommit = wanted;
  }

  private void setReadOnly(boolean wanted) throws SQLException {
    if (begunBy != null) {
      throw new SQLException("setReadOnly is not for an open transaction.", "25001");
    }
    if (!pool.isReadOnly() && wanted != readOnly) {
      execute("PRAGMA query_only = " + (wanted ? 1 : 0));
      readOnly = wanted;
    }
  }

  private Savepoint savepoint(@Nullable String name) throws SQLException {
    running();
    HostSavepoint savepoint = new HostSavepoint(++savepoints, name);
    execute("SAVEPOINT " + HostSavepoint.nameOf(savepoint));
    return savepoint;
  }

  @Override
  public void running() throws SQLException {
    if (lost != null) {
      throw rolledBack(lost);
    }
    if (!autoCommit && begunBy == null) {
      pool.requireOutsideUnit();
      execute(readOnly ? "BEGIN" : "BEGIN IMMEDIATE");
      begunBy = Thread.currentThread();
      pool.begun(begunBy);
    }
  }

  private static SQLException rolledBack(SQLException why) {
    return new SQLException(
        "SQLite rolled the transaction back when a statement of it failed; the cause says why. Roll"
            + " it back here too.",
        "40000",
        why);
  }

  private void commit() throws SQLException {
    if (lost != null) {
      throw rolledBack(lost);
    }
    if (begunBy != null) {
      execute("COMMIT");
      ended();
    }
  }

  private void rollBack(@Nullable Savepoint savepoint) throws SQLException {
    if (savepoint != null) {
      execute("ROLLBACK TO " + HostSavepoint.nameOf(savepoint));
      return;
    }
    lost = null;
    if (begunBy != null) {
      ended();
      sound = false;
      execute("ROLLBACK");
      sound = true;
    }
  }

  private void ended() {
    Thread thread = begunBy;
    begunBy = null;
    if (thread != null) {
      pool.ended(thread);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      failed(e);
      throw e;
    }
  }

  @Override
  public void failed(SQLException e) {
    if (e instanceof SQLFeatureNotSupportedException) {
      return;
    }
    sound &= Failures.isConstraint(e) || Failures.isBusy(e);
    if (begunBy != null && !isInTransaction(raw)) {
      lost = e;
      ended();
    }
  }

  /** Some failures end the transaction; only SQLite can tell: it begins none inside another. */
  static boolean isInTransaction(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("ROLLBACK");
      return false;
    } catch (SQLException e) {
      return true;
    }
  }

  @Override
  public SQLException refused(String what) {
    return new SQLException(
        "Refused on a connection of store.dataSource(): "
            + what
            + ". Use a connection of your own for that.",
        "0A000");
  }

  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      guard.close(this::failed);
      rollBack(null);
      autoCommit = true;
      if (readOnly && !pool.isReadOnly()) {
        execute("PRAGMA query_only = 0");
      }
    } catch (SQLException e) {
      sound = false;
    } finally {
      pool.giveBack(raw, sound);
    }
  }
}
