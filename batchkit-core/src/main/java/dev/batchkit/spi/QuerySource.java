package dev.batchkit.spi;

import dev.batchkit.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of a query, streamed. */
final class QuerySource<I> implements RowSource<I> {
  private static final int FETCH_SIZE = 1000;

  private final DataSource database;
  private final String sql;
  private final List<@Nullable Object> parameters;
  private final RowMapper<I> mapper;

  QuerySource(
      DataSource database,
      String sql,
      List<? extends @Nullable Object> parameters,
      RowMapper<I> mapper) {
    this.database = database;
    this.sql = sql;
    this.parameters = new ArrayList<>(parameters);
    this.mapper = mapper;
  }

  @Override
  public void addTo(PopulateContext<I> batch) throws SQLException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("sql", sql);
    facts.put("parameters", parameters.size());
    batch.source("query", Json.write(facts));
    try (Connection connection = database.getConnection();
        Reading reading = Reading.on(connection)) {
      read(reading.connection, batch);
    }
  }

  /** A connection while it is borrowed for reading, with what it has to be set back to. */
  private record Reading(Connection connection, boolean autoCommit, boolean readOnly)
      implements AutoCloseable {
    static Reading on(Connection connection) throws SQLException {
      Reading reading =
          new Reading(connection, connection.getAutoCommit(), connection.isReadOnly());
      reading.ask(true);
      if (reading.mustLeaveAutoCommit()) {
        connection.setAutoCommit(false);
      }
      return reading;
    }

    /** SQLite streams anyway, and a transaction of it may be one that writes. */
    private boolean mustLeaveAutoCommit() throws SQLException {
      return autoCommit && !connection.getMetaData().getDatabaseProductName().equals("SQLite");
    }

    /** A hint: a driver that cannot change it on an open connection is left alone. */
    private void ask(boolean forReading) {
      try {
        if (connection.isReadOnly() != forReading) {
          connection.setReadOnly(forReading);
        }
      } catch (SQLException e) {
        return;
      }
    }

    @Override
    public void close() throws SQLException {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
      ask(readOnly);
    }
  }

  private void read(Connection connection, PopulateContext<I> batch) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(FETCH_SIZE);
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          batch.add(mapper.map(rows));
        }
      }
    }
  }
}
