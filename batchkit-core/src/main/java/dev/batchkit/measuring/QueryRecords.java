package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.jdbc.ReadConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of a query, streamed over a connection that is given back when this is closed. */
final class QueryRecords implements Records {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRecords.class);

  private final Layout layout;
  private final Stop stop;
  private final ReadConnection connection;
  private final Deque<AutoCloseable> held = new ArrayDeque<>();
  private @Nullable ResultSet rows;
  private List<JdbcValue> columns = List.of();

  private QueryRecords(Layout layout, Stop stop, ReadConnection connection) {
    this.layout = layout;
    this.stop = stop;
    this.connection = connection;
    held.push(connection);
  }

  /**
   * Asks the query.
   *
   * @throws Stopped if the measurement was stopped, also while the database worked on it
   * @throws MeasurementFailed if the database fails, or a column is not there
   */
  static Records open(DataSource database, String sql, Layout layout, Stop stop) {
    stop.require();
    QueryRecords records = new QueryRecords(layout, stop, borrow(database, layout, stop));
    try {
      records.ask(sql);
      return records;
    } catch (RuntimeException | Error e) {
      records.close();
      throw e;
    }
  }

  private static ReadConnection borrow(DataSource database, Layout layout, Stop stop) {
    try {
      return ReadConnection.borrow(database);
    } catch (SQLException | RuntimeException e) {
      stop.require();
      throw SqlFailure.of("The database of the " + layout.word() + " gives no connection", e);
    }
  }

  private void ask(String sql) {
    boolean prepares = true;
    try {
      PreparedStatement statement = connection.prepare(sql);
      held.push(statement);
      held.push(Cut.by(stop, statement::cancel, () -> connection.abort(Cut::daemon)));
      prepares = false;
      rows = statement.executeQuery();
      held.push(rows);
      columns = columns(rows.getMetaData());
    } catch (MeasurementFailed e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      stop.require();
      throw SqlFailure.ofQuery("The query of the " + layout.word() + " failed", e, prepares);
    }
  }

  private List<JdbcValue> columns(ResultSetMetaData there) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= there.getColumnCount(); i++) {
      names.add(there.getColumnLabel(i));
    }
    List<JdbcValue> found = new ArrayList<>();
    for (int index : layout.find(names)) {
      found.add(JdbcValue.of(there, index + 1));
    }
    return found;
  }

  @Override
  public @Nullable DataRecord next() {
    stop.require();
    try {
      return rows != null && rows.next() ? read(rows) : null;
    } catch (MeasurementFailed e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      stop.require();
      throw SqlFailure.of("Reading the " + layout.word() + " failed", e);
    }
  }

  private DataRecord read(ResultSet row) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = layout.value(i, columns.get(i).in(row));
      } catch (Unfit e) {
        throw layout.unfit(i, e);
      }
    }
    return layout.record(values);
  }

  /** The database may be gone already: what cannot be closed any more is left alone. */
  @Override
  public void close() {
    rows = null;
    while (!held.isEmpty()) {
      try {
        held.pop().close();
      } catch (Exception e) {
        LOG.debug("A query could not be closed: {}", e.getClass().getName());
      }
    }
  }
}
