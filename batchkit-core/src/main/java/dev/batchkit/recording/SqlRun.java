package dev.batchkit.recording;

import dev.batchkit.orchestration.ExecDraft;
import dev.batchkit.orchestration.SqlCommand;
import dev.batchkit.orchestration.SqlResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs a SQL statement. */
final class SqlRun {
  private static final int MOST_CHARS = 1_000_000;

  private final SqlCommand command;

  SqlRun(SqlCommand command) {
    Clean.name("statement", command.statement());
    this.command = command;
  }

  ExecDraft draft() {
    ExecDraft draft = ExecDraft.EMPTY.nature("SQL").code(String.valueOf(command.statement()));
    String namespace = command.namespace();
    String identity = command.identity();
    draft = namespace == null ? draft : draft.namespace(namespace);
    return identity == null ? draft : draft.identity(identity);
  }

  SqlResult run(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean isOpen = !connection.getAutoCommit();
      try {
        SqlResult result = run(connection);
        if (isOpen) {
          connection.commit();
        }
        return result;
      } catch (Throwable thrown) {
        if (isOpen) {
          rollBack(connection, thrown);
        }
        throw thrown;
      }
    }
  }

  private static void rollBack(Connection connection, Throwable why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private SqlResult run(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(command.statement())) {
      int place = 1;
      for (Object value : command.bound()) {
        statement.setObject(place++, value);
      }
      if (!statement.execute()) {
        return new SqlResult(changed(statement), List.of(), List.of(), false);
      }
      try (ResultSet rows = statement.getResultSet()) {
        return read(rows);
      }
    }
  }

  /** Drivers from before JDBC 4.2 know only the small count. */
  private static long changed(PreparedStatement statement) throws SQLException {
    try {
      return statement.getLargeUpdateCount();
    } catch (UnsupportedOperationException | SQLFeatureNotSupportedException e) {
      return statement.getUpdateCount();
    }
  }

  private SqlResult read(ResultSet found) throws SQLException {
    ResultSetMetaData meta = found.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean more = found.next();
    while (more && rows.size() < command.mostRows()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(found.getObject(i));
      }
      rows.add(row);
      more = found.next();
    }
    return new SqlResult(-1, columns, rows, more);
  }

  /** Says of the exec what came of it. */
  void describe(SqlResult result, RecordedExec exec) {
    if (!command.bound().isEmpty()) {
      exec.about("bound_values", command.bound().size());
    }
    if (result.rowsAffected() >= 0) {
      exec.came(0, result.rowsAffected() + " rows affected", null);
      return;
    }
    StringBuilder text = new StringBuilder();
    int told = 0;
    for (List<@Nullable Object> row : result.rows()) {
      if (text.length() < MOST_CHARS) {
        text.append(line(exec, result.columns(), row)).append('\n');
        told++;
      }
    }
    if (result.more() || told < result.rows().size()) {
      text.append("(cut after ").append(told).append(" rows: there are more)\n");
    }
    exec.came(0, exec.desk().clean().any("output", text.toString()), null);
  }

  private static String line(RecordedExec exec, List<String> columns, List<@Nullable Object> row) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      line.put(Clean.whole(columns.get(i)), plain(row.get(i)));
    }
    return exec.desk().clean().elaboration(line, null).text();
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || (value instanceof Double number && Double.isFinite(number))) {
      return value;
    }
    return value instanceof byte[] bytes
        ? "(" + bytes.length + " bytes)"
        : Clean.whole(value.toString());
  }
}
