package dev.batchkit.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** A data source that notes what is done with it, and fails where it is told to. */
final class Watched {
  private final DataSource behind;
  private final String product;
  private final List<String> calls = new ArrayList<>();
  private String failing = "";
  private int open;

  /**
   * Around another.
   *
   * @param product the name that its metadata gives
   */
  Watched(DataSource behind, String product) {
    this.behind = behind;
    this.product = product;
  }

  /** Has this method throw from now on. */
  void failAt(String method) {
    failing = method;
  }

  /** How many connections, statements and result sets are open. */
  int open() {
    return open;
  }

  /** What was called, with the first argument where there is one. */
  List<String> calls() {
    return calls;
  }

  DataSource dataSource() {
    return (DataSource) wrap(behind, DataSource.class);
  }

  private Object wrap(Object raw, Class<?> type) {
    return Proxy.newProxyInstance(
        Watched.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          String name = method.getName();
          calls.add(name + (arguments == null ? "" : Arrays.toString(arguments)));
          if (name.equals("close")) {
            open--;
          }
          if (name.equals(failing)) {
            throw new SQLException("told to fail");
          }
          if (name.equals("getDatabaseProductName")) {
            return product;
          }
          try {
            Object result = method.invoke(raw, arguments);
            Class<?> back = method.getReturnType();
            if (result == null || !back.isInterface() || !back.getName().startsWith("java.sql.")) {
              return result;
            }
            open += back.getSimpleName().endsWith("MetaData") ? 0 : 1;
            return wrap(result, back);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
