package dev.batchkit.spi;

import dev.batchkit.jdbc.ReadConnection;
import dev.batchkit.json.Json;
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
    try (ReadConnection connection = ReadConnection.borrow(database)) {
      read(connection, batch);
    }
  }

  private void read(ReadConnection connection, PopulateContext<I> batch) throws SQLException {
    try (PreparedStatement statement = connection.prepare(sql)) {
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
