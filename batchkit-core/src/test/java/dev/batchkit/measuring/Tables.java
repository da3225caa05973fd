package dev.batchkit.measuring;

import dev.batchkit.indicator.Side;
import dev.batchkit.measuring.Database.Driver;
import dev.batchkit.session.DataSet;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for each side. A column of SQLite has no type and each value is stored as it fits; one of
 * H2 has the type of its values, or is of texts if they are of several.
 */
record Tables(Database database) implements Ground {
  private static final String TEXT = "VARCHAR";
  private static final Map<Set<Class<?>>, String> TYPES =
      Map.of(
          Set.of(Boolean.class), "BOOLEAN",
          Set.of(Double.class), "DOUBLE PRECISION",
          Set.of(LocalDate.class), "DATE",
          Set.of(LocalDateTime.class), "TIMESTAMP(9)",
          Set.of(Instant.class), "TIMESTAMP(9) WITH TIME ZONE",
          Set.of(OffsetDateTime.class), "TIMESTAMP(9) WITH TIME ZONE",
          Set.of(Instant.class, OffsetDateTime.class), "TIMESTAMP(9) WITH TIME ZONE");

  @Override
  public DataSet dataset(Side side) {
    String name = Ground.name(side);
    return DataSet.query(name, "SELECT * FROM " + name + "s ORDER BY position");
  }

  @Override
  public DataDoors lay(
      List<String> columns, List<Map<String, Object>> source, List<Map<String, Object>> target)
      throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      lay(connection, "sources", columns, source);
      lay(connection, "targets", columns, target);
      connection.commit();
    }
    return new DataDoors(
        Map.of("source", database.source(), "target", database.source()), Map.of());
  }

  private void lay(
      Connection connection, String table, List<String> columns, List<Map<String, Object>> records)
      throws SQLException {
    List<String> types = columns.stream().map(column -> type(values(column, records))).toList();
    String declared =
        IntStream.range(0, columns.size())
            .mapToObj(i -> ", \"" + columns.get(i) + "\" " + types.get(i))
            .collect(Collectors.joining());
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + table);
      statement.execute(
          "CREATE TABLE " + table + " (position INTEGER PRIMARY KEY" + declared + ")");
    }
    String insert = "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns.size()) + ")";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (int row = 0; row < records.size(); row++) {
        statement.setInt(1, row);
        for (int i = 0; i < types.size(); i++) {
          statement.setObject(i + 2, cell(records.get(row).get(columns.get(i)), types.get(i)));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static List<Object> values(String column, List<Map<String, Object>> records) {
    return records.stream().map(record -> record.get(column)).filter(Objects::nonNull).toList();
  }

  private String type(List<Object> values) {
    if (database.driver == Driver.SQLITE) {
      return "";
    }
    Set<Class<?>> classes = values.stream().map(Object::getClass).collect(Collectors.toSet());
    return classes.equals(Set.of(BigDecimal.class))
        ? decimal(values.stream().map(BigDecimal.class::cast).toList())
        : TYPES.getOrDefault(classes, TEXT);
  }

  /** Of as many digits as the numbers need; without a point of its own if those are too many. */
  private static String decimal(List<BigDecimal> numbers) {
    int scale = numbers.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    int whole =
        numbers.stream().mapToInt(number -> number.precision() - number.scale()).max().orElse(1);
    int behind = Math.max(scale, 0);
    int digits = Math.max(whole, 0) + behind;
    return digits > 0 && digits <= 1_000
        ? "DECIMAL(" + digits + ", " + behind + ")"
        : "DECFLOAT(1000)";
  }

  private Object cell(Object value, String type) {
    if (value == null) {
      return null;
    }
    if (database.driver == Driver.SQLITE) {
      return untyped(value);
    }
    return type.equals(TEXT) || value instanceof BigDecimal ? value.toString() : value;
  }

  /** A number as INTEGER or REAL if that has it with all its digits, and as TEXT otherwise. */
  private static Object untyped(Object value) {
    if (value instanceof Boolean || value instanceof Double) {
      return value;
    }
    if (!(value instanceof BigDecimal number)) {
      return value.toString();
    }
    if (number.scale() == 0 && number.precision() < 19) {
      return number.longValueExact();
    }
    double real = number.doubleValue();
    return Double.isFinite(real) && Double.toString(real).equals(number.toString())
        ? (Object) real
        : number.toString();
  }
}
