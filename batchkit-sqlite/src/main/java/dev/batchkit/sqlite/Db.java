package dev.batchkit.sqlite;

import dev.batchkit.error.StoreFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection with all that is kept on it: its SQL objects and its prepared statements. */
final class Db implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
  private static final int KEPT_STATEMENTS = 64;
  private static final Pattern TABLE = Pattern.compile("<([a-z_]+)>");

  private final Handle handle;
  private final Map<Class<?>, Object> sqlObjects = new HashMap<>();
  private final LinkedHashMap<String, PreparedStatement> kept =
      new LinkedHashMap<>(KEPT_STATEMENTS * 2, 0.75f, true);

  private Db(Handle handle) {
    this.handle = handle;
  }

  static Db open(Jdbi jdbi) {
    return new Db(jdbi.open());
  }

  Connection connection() {
    return handle.getConnection();
  }

  /** The SQL object of this type on this connection. */
  <T> T sql(Class<T> type) {
    return type.cast(
        Objects.requireNonNull(sqlObjects.computeIfAbsent(type, key -> handle.attach(key))));
  }

  /**
   * A prepared statement that is kept for the next time; close its result sets, not itself.
   *
   * @param sql its text; tables of ours may stand in it as in SQL objects, {@code <batch>}
   */
  PreparedStatement kept(String sql) throws SQLException {
    PreparedStatement statement = kept.get(sql);
    if (statement == null) {
      statement = connection().prepareStatement(named(sql));
      kept.put(sql, statement);
      if (kept.size() > KEPT_STATEMENTS) {
        dropEldest();
      }
    }
    return statement;
  }

  private String named(String sql) {
    SqlStatements names = handle.getConfig(SqlStatements.class);
    return TABLE
        .matcher(sql)
        .replaceAll(
            table -> Matcher.quoteReplacement(String.valueOf(names.getAttribute(table.group(1)))));
  }

  private void dropEldest() throws SQLException {
    String eldest = kept.keySet().iterator().next();
    PreparedStatement statement = kept.remove(eldest);
    if (statement != null) {
      statement.close();
    }
  }

  /** Refuses to have touched another number of rows than one. */
  static void one(int touched, String what) {
    if (touched != 1) {
      throw new StoreFailed(what, "ROW_COUNT", null);
    }
  }

  /** Closes its statements, and the connection unless that was given. */
  @Override
  public void close() {
    for (PreparedStatement statement : kept.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        LOG.warn("A statement could not be closed: {}", Failures.code(e));
      }
    }
    kept.clear();
    handle.close();
  }
}
