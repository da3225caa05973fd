package dev.batchkit.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as SQLite sees it, whatever its text is.
 *
 * @param isPlain whether it is a table with rowids: not virtual, not WITHOUT ROWID
 * @param columns its columns by their names in lower case, in their order
 * @param references what its columns refer to
 * @param triggers the triggers on it
 */
record TableShape(
    boolean isPlain,
    Map<String, Column> columns,
    List<Reference> references,
    List<String> triggers) {
  /**
   * What a column refers to, all in lower case.
   *
   * @param key the column there; null where none is named and the table is not there
   */
  record Reference(String column, String parent, @Nullable String key) {}

  /**
   * A column.
   *
   * @param type its declared type
   * @param isRequired whether it is NOT NULL
   * @param isGiven whether it has a default
   * @param key its place in the primary key; 0 if it is none of it
   * @param isGenerated whether its value is computed
   */
  record Column(String type, boolean isRequired, boolean isGiven, int key, boolean isGenerated) {
    /** Whether a row without it is refused. */
    boolean isAwaited() {
      return isRequired && !isGiven && !isGenerated;
    }

    /** As chapter 3.1 of "Datatypes In SQLite" finds it. */
    String affinity() {
      String upper = type.toUpperCase(Locale.ROOT);
      if (upper.contains("INT")) {
        return "INTEGER";
      }
      if (upper.contains("CHAR") || upper.contains("CLOB") || upper.contains("TEXT")) {
        return "TEXT";
      }
      if (upper.contains("BLOB") || upper.isEmpty()) {
        return "BLOB";
      }
      return upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB")
          ? "REAL"
          : "NUMERIC";
    }
  }

  /** The table with this name; null if there is none. */
  static @Nullable TableShape of(Connection connection, String table) throws SQLException {
    Map<String, Column> columns = new LinkedHashMap<>();
    try (PreparedStatement statement =
            bound(connection, "SELECT * FROM pragma_table_xinfo(?)", table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        columns.put(
            rows.getString("name").toLowerCase(Locale.ROOT),
            new Column(
                rows.getString("type"),
                rows.getBoolean("notnull"),
                rows.getString("dflt_value") != null,
                rows.getInt("pk"),
                rows.getInt("hidden") > 1));
      }
    }
    return columns.isEmpty()
        ? null
        : new TableShape(
            texts(
                        connection,
                        "SELECT name FROM pragma_table_list(?) WHERE schema = 'main' AND type = 'table'"
                            + " AND wr = 0",
                        table)
                    .size()
                == 1,
            columns,
            references(connection, table),
            texts(
                connection,
                "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = ?"
                    + " ORDER BY 1",
                table));
  }

  private static List<Reference> references(Connection connection, String table)
      throws SQLException {
    List<Reference> references = new ArrayList<>();
    try (PreparedStatement statement =
            bound(
                connection,
                "SELECT lower(\"from\"), lower(\"table\"), lower(coalesce(\"to\","
                    + " (SELECT name FROM pragma_table_info(\"table\") WHERE pk = 1)))"
                    + " FROM pragma_foreign_key_list(?)",
                table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        references.add(new Reference(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return references;
  }

  private static List<String> texts(Connection connection, String sql, String table)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement statement = bound(connection, sql, table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static PreparedStatement bound(Connection connection, String sql, String table)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, table);
    return statement;
  }
}
