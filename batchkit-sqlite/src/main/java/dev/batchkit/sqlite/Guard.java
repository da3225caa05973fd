package dev.batchkit.sqlite;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connection that a handler gets: all of JDBC but what would end the transaction, change
 * the connection, or reach the connection behind it. Whatever comes out of it is guarded too.
 */
final class Guard {
  private static final Set<String> REFUSED =
      Set.of(
          "abort",
          "close",
          "commit",
          "releaseSavepoint",
          "rollback",
          "setAutoCommit",
          "setCatalog",
          "setNetworkTimeout",
          "setReadOnly",
          "setSavepoint",
          "setSchema",
          "setTransactionIsolation");

  private final UnitFrame unit;
  private final Set<AutoCloseable> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final KeptStatements kept = new KeptStatements();

  Guard(UnitFrame unit) {
    this.unit = unit;
  }

  Connection connection(Connection raw) {
    return (Connection) wrap(raw, Connection.class, null, null);
  }

  /**
   * Closes what the handler left open: a forgotten result set would hold the snapshot of the unit.
   */
  void close() {
    List<AutoCloseable> left = new ArrayList<>(open);
    open.clear();
    for (AutoCloseable one : left) {
      try {
        one.close();
      } catch (Exception e) {
        unit.failed(e instanceof SQLException sql ? sql : new SQLException(e));
      }
    }
  }

  private Object wrap(
      Object raw, Class<?> type, @Nullable Object connection, @Nullable Object statement) {
    Guarded handler = new Guarded(raw, connection, statement);
    Object proxy =
        Proxy.newProxyInstance(Guard.class.getClassLoader(), new Class<?>[] {type}, handler);
    handler.self = proxy;
    if (raw instanceof Statement || (raw instanceof ResultSet && statement == null)) {
      open.add((AutoCloseable) raw);
    }
    return proxy;
  }

  /** One guarded object; it knows the guarded ones that it came from. */
  private final class Guarded implements InvocationHandler {
    private final Object raw;
    private final @Nullable Object connection;
    private final @Nullable Object statement;
    private @Nullable Object self;
    private @Nullable String sql;
    private boolean asPrepared = true;
    private boolean closed;

    Guarded(Object raw, @Nullable Object connection, @Nullable Object statement) {
      this.raw = raw;
      this.connection = connection;
      this.statement = statement;
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      String name = method.getName();
      if (method.getDeclaringClass() == Object.class) {
        return ofObject(proxy, name, arguments);
      }
      if (name.equals("isClosed") && closed) {
        return true;
      }
      if (name.equals("isClosed") || name.equals("isValid")) {
        return invoke(method, arguments);
      }
      if (name.equals("close") && !(raw instanceof Connection)) {
        return close(method, arguments);
      }
      unit.checkGuarded();
      if (closed) {
        throw new SQLException("The statement is closed.");
      }
      if (name.equals("unwrap") || name.equals("isWrapperFor")) {
        return ofWrapper(proxy, name, arguments);
      }
      if (name.equals("getConnection")) {
        return connection;
      }
      if (name.equals("getStatement")) {
        return statement;
      }
      refuse(name, arguments);
      if (name.equals("prepareStatement") && arguments != null && arguments.length == 1) {
        return prepare(String.valueOf(arguments[0]), method, arguments);
      }
      Object result = invoke(method, arguments);
      asPrepared &= KeptStatements.leavesAsPrepared(name, arguments, result);
      return guarded(result, method.getReturnType());
    }

    /** A statement that the handler has closed is given out again, for the same text. */
    private Object prepare(String text, Method method, @Nullable Object[] arguments)
        throws Throwable {
      PreparedStatement again = kept.take(text);
      Object prepared = again == null ? invoke(method, arguments) : again;
      if (prepared == null) {
        throw new SQLException("The statement could not be prepared.");
      }
      Object proxy = wrap(prepared, PreparedStatement.class, self, null);
      ((Guarded) Proxy.getInvocationHandler(proxy)).sql = text;
      return proxy;
    }

    private @Nullable Object close(Method method, @Nullable Object @Nullable [] arguments)
        throws Throwable {
      if (closed) {
        return null;
      }
      if (sql != null && asPrepared && raw instanceof PreparedStatement statement) {
        closed = true;
        kept.keep(sql, statement);
        return null;
      }
      open.remove(raw);
      return invoke(method, arguments);
    }

    private Object ofObject(Object proxy, String name, @Nullable Object @Nullable [] arguments) {
      return switch (name) {
        case "equals" -> arguments != null && proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "guarded " + raw.getClass().getSimpleName();
      };
    }

    private Object ofWrapper(Object proxy, String name, @Nullable Object @Nullable [] arguments)
        throws SQLException {
      boolean fits =
          arguments != null && arguments[0] instanceof Class<?> type && type.isInstance(proxy);
      if (name.equals("isWrapperFor")) {
        return fits;
      }
      if (!fits) {
        throw refused("unwrap: the connection behind it is batchkit's");
      }
      return proxy;
    }

    private void refuse(String name, @Nullable Object @Nullable [] arguments) throws SQLException {
      if (raw instanceof Connection && REFUSED.contains(name)) {
        throw refused(name + ": batchkit ends the transaction and closes the connection itself");
      }
      if (arguments != null
          && arguments.length > 0
          && arguments[0] instanceof String sql
          && SqlText.isTakenBy(name)) {
        String fault = SqlText.fault(sql);
        if (fault != null) {
          throw refused(fault);
        }
      }
    }

    private SQLException refused(String what) {
      SQLException refusal =
          new SQLException("Refused inside a unit of batchkit: " + what + ".", "25000");
      unit.failed(refusal);
      return refusal;
    }

    private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments)
        throws Throwable {
      try {
        return method.invoke(raw, arguments);
      } catch (InvocationTargetException e) {
        Throwable cause = e.getCause();
        asPrepared = false;
        if (cause instanceof SQLException failure) {
          unit.failed(failure);
        }
        throw cause == null ? e : cause;
      }
    }

    private @Nullable Object guarded(@Nullable Object result, Class<?> type) {
      if (result == null || !type.isInterface() || !type.getName().startsWith("java.sql.")) {
        return result;
      }
      if (result == raw) {
        return self;
      }
      Object owner = raw instanceof Connection ? self : connection;
      boolean isChild = raw instanceof Statement && !(raw instanceof DatabaseMetaData);
      return wrap(result, type, owner, isChild ? self : null);
    }
  }
}
