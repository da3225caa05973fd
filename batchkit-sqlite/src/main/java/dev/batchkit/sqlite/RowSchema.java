package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.store.RowTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes row tables, and lets them grow with their types. */
final class RowSchema {
  static final Column DYNAMIC_COLUMN = new Column(RowTable.JSON, ColumnType.JSON);

  private static final String WAY_OUT =
      " Give the type a new key, or the component a new name; batches of the type stay readable.";

  private final Schema schema;

  RowSchema(Schema schema) {
    this.schema = schema;
  }

  static String payload(List<Column> columns) {
    return columns.stream()
        .map(column -> definition(column) + ",")
        .collect(Collectors.joining("\n    "));
  }

  private static String definition(Column column) {
    String name = '"' + column.name() + '"';
    String check = column.type() == ColumnType.JSON ? " CHECK(" + jsonCheck(column) + ")" : "";
    return name + " " + column.type().storage() + check;
  }

  private static String jsonCheck(Column column) {
    return "\"" + column.name() + "\" IS NULL OR json_valid(\"" + column.name() + "\")";
  }

  /** Makes, inside a unit, what is still missing. */
  int make(Door unit, RowTable table) {
    return unit.call(
        db -> {
          List<String> statements = statements(db.connection(), table);
          for (String sql : statements) {
            Connections.execute(db.connection(), sql);
          }
          return statements.size();
        });
  }

  /**
   * What must still be done so that rows of this table can be kept; empty if it is ready.
   *
   * @throws InvalidHandler if the table has columns that do not fit
   */
  List<String> statements(Connection connection, RowTable table) throws SQLException {
    Map<String, String> stored = objectsOf(connection, table);
    List<String> statements = new ArrayList<>();
    String created = stored.get(schema.name(table.name()));
    if (created != null) {
      statements.addAll(additions(table, created, columns(connection, table)));
    }
    List<SchemaObject> wanted =
        new ArrayList<>(schema.rowTable(table.name(), payload(table.columns())));
    indexes(table).forEach(sql -> wanted.add(SchemaObject.of(sql)));
    wanted.stream()
        .filter(object -> !stored.containsKey(object.name()))
        .forEach(object -> statements.add(object.sql()));
    return statements;
  }

  private List<String> additions(RowTable table, String created, Map<String, String> found) {
    List<String> additions = new ArrayList<>();
    for (Column column : table.columns()) {
      String storage = found.get(column.name());
      if (storage == null) {
        additions.add(
            "ALTER TABLE \"" + schema.name(table.name()) + "\" ADD COLUMN " + definition(column));
      } else if (!fits(column, storage, created)) {
        throw misfit(table, column, storage);
      }
    }
    return additions;
  }

  private static boolean fits(Column column, String storage, String created) {
    return column.type().storage().equals(storage)
        && (column.type() == ColumnType.JSON) == created.contains(jsonCheck(column));
  }

  private static InvalidHandler misfit(RowTable table, Column column, String storage) {
    String key =
        table.name().equals(RowTable.DYNAMIC)
            ? RowTable.DYNAMIC
            : table.name().substring(RowTable.DYNAMIC.length() + 1).replace('_', '-');
    return new InvalidHandler(
        "The type "
            + key
            + " has changed: its component "
            + column.name()
            + " is now stored as "
            + column.type()
            + ", which does not fit the "
            + storage
            + " column that its older batches have."
            + WAY_OUT,
        key,
        null);
  }

  /**
   * One index for each key and each indexed column; a column in both has one. A decimal is sorted
   * and searched by its value, and compared by its text where it is a key: it has one for each.
   */
  private Set<String> indexes(RowTable table) {
    Set<String> indexes = new LinkedHashSet<>();
    for (List<String> key : table.uniques()) {
      indexes.add(index(table, indexName(table, key), '"' + String.join("\", \"", key) + '"'));
    }
    for (String column : table.indexed()) {
      String cell = '"' + column + '"';
      indexes.add(
          isDecimal(table, column)
              ? index(table, valueIndex(schema.name(table.name()), column), RowText.byValue(cell))
              : index(table, indexName(table, List.of(column)), cell));
    }
    return indexes;
  }

  private String index(RowTable table, String name, String keys) {
    return "CREATE INDEX IF NOT EXISTS \""
        + name
        + "\" ON \""
        + schema.name(table.name())
        + "\"(\"batch_id\", "
        + keys
        + ")";
  }

  static boolean isDecimal(RowTable table, String column) {
    return table.columns().contains(new Column(column, ColumnType.DECIMAL));
  }

  /** The index of a decimal column by value. */
  static String valueIndex(String table, String column) {
    return table + "." + column + ":value";
  }

  String indexName(RowTable table, List<String> key) {
    return schema.name(table.name()) + "." + String.join(".", key);
  }

  private Map<String, String> objectsOf(Connection connection, RowTable table) throws SQLException {
    Map<String, String> objects = new HashMap<>();
    String select =
        "SELECT name, sql FROM sqlite_schema WHERE tbl_name = ? COLLATE NOCASE AND sql IS NOT NULL";
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, schema.name(table.name()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          objects.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return objects;
  }

  private Map<String, String> columns(Connection connection, RowTable table) throws SQLException {
    Map<String, String> columns = new HashMap<>();
    String select = "SELECT name, type FROM pragma_table_info(?)";
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, schema.name(table.name()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.put(rows.getString(1), rows.getString(2).toUpperCase(Locale.ROOT));
        }
      }
    }
    return columns;
  }
}
