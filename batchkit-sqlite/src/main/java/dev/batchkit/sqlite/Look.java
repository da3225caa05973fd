package dev.batchkit.sqlite;

import dev.batchkit.error.WrongFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds, found by reading only.
 *
 * @param applicationId of the file
 * @param userVersion of the file
 * @param stored everything in sqlite_schema, by name in lower case
 * @param version the newest migration; 0 if it has no tables of batchkit under this prefix
 * @param id the id of the store; null if it has none
 */
record Look(
    int applicationId,
    int userVersion,
    Map<String, StoredObject> stored,
    int version,
    @Nullable UUID id) {

  /** A file with nothing in it, or none at all. */
  static final Look BLANK = new Look(0, 0, Map.of(), 0, null);

  /**
   * A line of sqlite_schema.
   *
   * @param type table, index, trigger or view
   * @param name its name
   * @param sql its text; empty for an index that a constraint made
   */
  record StoredObject(String type, String name, String sql) {}

  static Look at(DataFile file, Connections connections, Schema schema) {
    try (Connection connection = connections.looker(false)) {
      return read(connection, file, schema);
    } catch (SQLException e) {
      if (Failures.code(e).equals("SQLITE_READONLY_ROLLBACK")
          || Failures.code(e).equals("SQLITE_READONLY_RECOVERY")) {
        return recovered(file, connections, schema);
      }
      throw notReadable(file, e);
    }
  }

  /** A dead process left a transaction half done; reading it as any program would rolls it back. */
  private static Look recovered(DataFile file, Connections connections, Schema schema) {
    try (Connection connection = connections.looker(true)) {
      return read(connection, file, schema);
    } catch (SQLException e) {
      throw notReadable(file, e);
    }
  }

  private static WrongFile notReadable(DataFile file, SQLException e) {
    String code = Failures.code(e);
    return file.wrong(
        code.equals("SQLITE_NOTADB")
            ? "is not an SQLite database"
            : "cannot be read as an SQLite database (" + code + ")",
        e);
  }

  static Look read(Connection connection, DataFile file, Schema schema) throws SQLException {
    int applicationId = Integer.parseInt(Connections.pragma(connection, "application_id"));
    int userVersion = Integer.parseInt(Connections.pragma(connection, "user_version"));
    Map<String, StoredObject> stored = stored(connection);
    String table = schema.name(Schema.SCHEMA_TABLE);
    StoredObject found = stored.get(table);
    if (found == null || !found.type().equals("table")) {
      return new Look(applicationId, userVersion, stored, 0, null);
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT max(version), min(store_uuid) FROM \"" + table + "\"")) {
      rows.next();
      String id = rows.getString(2);
      return new Look(
          applicationId, userVersion, stored, rows.getInt(1), id == null ? null : uuid(id, file));
    }
  }

  private static UUID uuid(String id, DataFile file) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw file.wrong("has a table " + Schema.SCHEMA_TABLE + " without the id of a store", e);
    }
  }

  static Map<String, StoredObject> stored(Connection connection) throws SQLException {
    Map<String, StoredObject> stored = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT type, name, sql FROM sqlite_schema")) {
      while (rows.next()) {
        String sql = rows.getString(3);
        String name = rows.getString(2);
        stored.put(
            name.toLowerCase(Locale.ROOT),
            new StoredObject(rows.getString(1), name, sql == null ? "" : sql));
      }
    }
    return stored;
  }

  boolean hasStore() {
    return version > 0 && id != null;
  }

  boolean isOwn() {
    return applicationId == Schema.APPLICATION_ID;
  }

  /** Whether it is an SQLite file in which nobody has put anything. */
  boolean isBlank() {
    return stored.isEmpty() && userVersion == 0 && (applicationId == 0 || isOwn());
  }

  /** What creating the schema would add, in order. */
  List<SchemaObject> missing(List<SchemaObject> wanted) {
    return wanted.stream().filter(object -> find(object) == null).toList();
  }

  /** What has a name that we cannot do without, and is no form of what we have under it. */
  List<SchemaObject> taken(List<SchemaObject> wanted, Predicate<SchemaObject> mayDiffer) {
    List<SchemaObject> taken = new ArrayList<>();
    for (SchemaObject object : wanted) {
      StoredObject found = find(object);
      if (found != null && !object.isOptional() && !isFit(object, found, mayDiffer)) {
        taken.add(object);
      }
    }
    return taken;
  }

  private @Nullable StoredObject find(SchemaObject object) {
    return stored.get(object.name().toLowerCase(Locale.ROOT));
  }

  private static boolean isFit(
      SchemaObject object, StoredObject found, Predicate<SchemaObject> mayDiffer) {
    return found.type().equals(object.type())
        && (mayDiffer.test(object) || object.isTextOf(found.sql()));
  }
}
