package dev.batchkit.measuring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.sqlite.SQLiteDataSource;

/** A database for a test, which counts its connections. */
final class Database {
  /** The drivers that the tests are run over. */
  enum Driver {
    H2,
    SQLITE
  }

  final Driver driver;
  final AtomicInteger taken = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger aborted = new AtomicInteger();
  volatile boolean endsByAbortOnly;
  private final DataSource real;

  private Database(Driver driver, DataSource real) {
    this.driver = driver;
    this.real = real;
  }

  static Database in(Path directory, Driver driver) {
    if (driver == Driver.H2) {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
      return new Database(driver, h2);
    }
    SQLiteDataSource sqlite = new SQLiteDataSource();
    sqlite.setUrl("jdbc:sqlite:" + directory.resolve(UUID.randomUUID() + ".db"));
    return new Database(driver, sqlite);
  }

  Database run(String... statements) throws SQLException {
    try (Connection connection = real.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return this;
  }

  /** Gives the memory back that a database of H2 takes. */
  void end() throws SQLException {
    if (driver == Driver.H2) {
      run("SHUTDOWN");
    }
  }

  /** A query that never ends in the time of a test. */
  String endless() {
    return driver == Driver.SQLITE
        ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            + " SELECT count(*) AS id, 1 AS amount FROM n"
        : "SELECT count(*) AS id, sum(a.x * b.x) AS amount"
            + " FROM SYSTEM_RANGE(1, 10000000) a, SYSTEM_RANGE(1, 10000000) b";
  }

  DataSource source() {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = call(method, real, arguments);
          return result instanceof Connection connection ? counted(connection) : result;
        });
  }

  private Connection counted(Connection connection) {
    taken.incrementAndGet();
    open.incrementAndGet();
    AtomicReference<Statement> last = new AtomicReference<>();
    AtomicInteger once = new AtomicInteger(1);
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("close")) {
            open.addAndGet(-once.getAndSet(0));
          } else if (method.getName().equals("abort")) {
            aborted.incrementAndGet();
            if (last.get() != null) {
              last.get().cancel();
            }
          }
          Object result = call(method, connection, arguments);
          if (endsByAbortOnly && result instanceof PreparedStatement statement) {
            last.set(statement);
            return uncancelled(statement);
          }
          return result;
        });
  }

  private static PreparedStatement uncancelled(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (method, arguments) ->
            method.getName().equals("cancel") ? null : call(method, statement, arguments));
  }

  private interface Call {
    Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.of(method, arguments)));
  }

  private static Object call(Method method, Object on, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
