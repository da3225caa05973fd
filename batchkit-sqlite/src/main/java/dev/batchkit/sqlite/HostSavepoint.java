package dev.batchkit.sqlite;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** A savepoint of the application, under a name of ours. */
record HostSavepoint(int number, @Nullable String name) implements Savepoint {
  static String nameOf(@Nullable Savepoint savepoint) throws SQLException {
    if (savepoint instanceof HostSavepoint own) {
      return "batchkit_" + own.number;
    }
    throw new SQLException("The savepoint is of another connection.", "3B001");
  }

  @Override
  public int getSavepointId() throws SQLException {
    if (name != null) {
      throw new SQLException("The savepoint has a name, and so no id.", "3B001");
    }
    return number;
  }

  @Override
  public String getSavepointName() throws SQLException {
    if (name == null) {
      throw new SQLException("The savepoint has an id, and so no name.", "3B001");
    }
    return name;
  }
}
