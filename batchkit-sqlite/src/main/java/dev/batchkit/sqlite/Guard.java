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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes guarded connections, which keep to their {@link Terms}. Whatever comes out of one is
 * guarded too.
 */
final class Guard {
  private final Set<AutoCloseable> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final KeptStatements kept = new KeptStatements();

  Connection connection(Connection raw, Terms terms) {
    return (Connection) wrap(raw, Connection.class, terms, null, null);
  }

  /**
   * Closes what was left open: a forgotten result set would hold the snapshot of the transaction.
   *
   * @param failed is told of what cannot be closed
   */
  void close(Consumer<SQLException> failed) {
    List<AutoCloseable> left = new ArrayList<>(open);
    open.clear();
    for (AutoCloseable one : left) {
      try {
        one.close();
      } catch (Exception e) {
        failed.accept(e instanceof SQLException sql ? sql : new SQLException(e));
      }
    }
  }

  private Object wrap(
      Object raw,
      Class<?> type,
      Terms terms,
      @Nullable Object connection,
      @Nullable Object statement) {
    Guarded handler = new Guarded(raw, terms, connection, statement);
    Object proxy =
        Proxy.newProxyInstance(Guard.class.getClassLoader(), new Class<?>[] {type}, handler);
    handler.self = proxy;
    if (raw instanceof Statement || (raw instanceof ResultSet && statement == null)) {
      open.add((AutoCloseable) raw);
    }
    return proxy;
  }

  /** The terms of a connection that was made here or by another guard; null for any other. */
  static @Nullable Terms termsOf(Connection connection) {
    return Proxy.isProxyClass(connection.getClass())
            && Proxy.getInvocationHandler(connection) instanceof Guarded guarded
        ? guarded.terms
        : null;
  }

  /** One guarded object; it knows the guarded ones that it came from. */
  private final class Guarded implements InvocationHandler {
    private final Object raw;
    private final Terms terms;
    private final @Nullable Object connection;
    private final @Nullable Object statement;
    private @Nullable Object self;
    private @Nullable String sql;
    private boolean asPrepared = true;
    private boolean closed;

    Guarded(Object raw, Terms terms, @Nullable Object connection, @Nullable Object statement) {
      this.raw = raw;
      this.terms = terms;
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
      Terms.Answer answer = raw instanceof Connection ? terms.answer(name, arguments) : null;
      if (answer != null) {
        return answer.value();
      }
      if (name.equals("isClosed") && closed) {
        return true;
      }
      if (name.equals("isClosed") || name.equals("isValid")) {
        return invoke(method, arguments);
      }
      if (name.equals("close")) {
        return close(method, arguments);
      }
      terms.check();
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
      if (raw instanceof Statement && name.startsWith("execute")) {
        terms.running();
      }
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
      Object proxy = wrap(prepared, PreparedStatement.class, terms, self, null);
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
        throw terms.refused("unwrap: the connection behind it is batchkit's");
      }
      return proxy;
    }

    private void refuse(String name, @Nullable Object @Nullable [] arguments) throws SQLException {
      if (arguments != null
          && arguments.length > 0
          && arguments[0] instanceof String sql
          && SqlText.isTakenBy(name)) {
        String fault = SqlText.fault(sql);
        if (fault != null) {
          throw terms.refused(fault);
        }
      }
    }

    private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments)
        throws Throwable {
      try {
        return method.invoke(raw, arguments);
      } catch (InvocationTargetException e) {
        Throwable cause = e.getCause();
        asPrepared = false;
        if (cause instanceof SQLException failure) {
          terms.failed(failure);
        }
        throw cause == null ? e : cause;
      }
    }

    private @Nullable Object guarded(@Nullable Object result, Class<?> type) {
      if (result == null || !type.isInterface() || !type.getName().startsWith("java.sql.")) {
        return result;
      }
      if (result == raw && type.isInstance(self)) {
        return self;
      }
      Object owner = raw instanceof Connection ? self : connection;
      boolean isChild = raw instanceof Statement && !(raw instanceof DatabaseMetaData);
      return wrap(result, type, terms, owner, isChild ? self : null);
    }
  }
}
