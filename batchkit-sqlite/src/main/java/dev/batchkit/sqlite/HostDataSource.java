package dev.batchkit.sqlite;

import dev.batchkit.error.InsideUnit;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives the application's own code the connection of the unit that it runs in, or a pooled one. */
final class HostDataSource implements DataSource {
  private final @Nullable Writer writer;
  private final HostPool pool;

  HostDataSource(@Nullable Writer writer, HostPool pool) {
    this.writer = writer;
    this.pool = pool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    UnitFrame unit = unit();
    return unit == null ? pool.borrow() : unit.joined();
  }

  private @Nullable UnitFrame unit() throws SQLException {
    try {
      return writer == null ? null : writer.current();
    } catch (InsideUnit e) {
      throw new SQLException(e.getMessage(), "25000", e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw unsupported("getConnection(user, password): SQLite has no users, use getConnection()");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw unsupported("setLogWriter: it logs by SLF4J");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw unsupported("setLoginTimeout: open the store with another busyTimeout");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw unsupported("getParentLogger: it logs by SLF4J");
  }

  private static SQLFeatureNotSupportedException unsupported(String what) {
    return new SQLFeatureNotSupportedException(
        "Not supported by store.dataSource(): " + what + ".", "0A000");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw new SQLException("store.dataSource() is no " + type.getName() + ".", "0A000");
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
