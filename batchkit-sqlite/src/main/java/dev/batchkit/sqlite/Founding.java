package dev.batchkit.sqlite;

import dev.batchkit.batch.UtcText;
import dev.batchkit.error.WrongFile;
import dev.batchkit.sqlite.Look.StoredObject;
import dev.batchkit.store.RowTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the tables of batchkit into a file, all at once, and checks that they are still there. */
final class Founding {
  private final DataFile file;
  private final Schema schema;

  Founding(DataFile file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  /** Everything that a file of batchkit has: the schema and the table of dynamic rows. */
  List<SchemaObject> wanted() {
    String payload = RowSchema.payload(List.of(RowSchema.DYNAMIC_COLUMN));
    return Stream.concat(
            schema.objects().stream(), schema.rowTable(RowTable.DYNAMIC, payload).stream())
        .toList();
  }

  /** Refuses names of ours that are taken by something else, and tables that do not fit. */
  void checkAdoption(Look look, Structure structure) {
    List<SchemaObject> taken = look.taken(wanted(), object -> Structure.isCompared(schema, object));
    if (!taken.isEmpty()) {
      throw namesTaken(taken.stream().map(SchemaObject::label).collect(Collectors.joining(", ")));
    }
    if (!structure.faults().isEmpty()) {
      throw file.wrong(
          "has tables of a ledger that batchkit cannot use: "
              + String.join("; ", structure.faults())
              + ". Nothing was added. Mend them, or give batchkit tables of its own:"
              + " o -> o.tablePrefix(\"bk_\")",
          null);
    }
  }

  private WrongFile namesTaken(String names) {
    return file.wrong(
        "has other things under names that batchkit needs: "
            + names
            + ". Nothing was added. Give batchkit names of its own:"
            + " o -> o.tablePrefix(\"bk_\")",
        null);
  }

  /**
   * Makes what is missing in one transaction, unless another process did while this one waited.
   *
   * @param own whether the file is batchkit's, so that its application id is set
   */
  void found(Connections connections, boolean own) {
    try (Connection connection = connections.founder()) {
      Connections.execute(connection, "BEGIN IMMEDIATE");
      try {
        if (!Look.stored(connection).containsKey(schema.name(Schema.SCHEMA_TABLE))) {
          create(connection, own);
        }
        Connections.execute(connection, "COMMIT");
      } catch (Throwable e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw Failures.failed(file.toString(), "its tables could not be made", e);
    }
  }

  private void create(Connection connection, boolean own) throws SQLException {
    if (own) {
      Connections.execute(connection, "PRAGMA application_id = " + Schema.APPLICATION_ID);
    }
    Map<String, StoredObject> stored = Look.stored(connection);
    for (SchemaObject object : wanted()) {
      if (!object.isOptional() || !stored.containsKey(object.name())) {
        Connections.execute(connection, object.sql());
      }
    }
    Connections.execute(
        connection, "INSERT INTO \"" + schema.name("batchkit_latch") + "\" VALUES (1, NULL, 0, 0)");
    record(connection);
  }

  private void record(Connection connection) throws SQLException {
    String id = UUID.randomUUID().toString();
    String at = UtcText.of(Instant.now());
    String insert = "INSERT INTO \"" + schema.name(Schema.SCHEMA_TABLE) + "\" VALUES (?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (int version = 1; version <= Schema.VERSION; version++) {
        statement.setInt(1, version);
        statement.setString(2, at);
        statement.setString(3, id);
        statement.executeUpdate();
      }
    }
  }

  private static void rollBack(Connection connection, Throwable why) {
    try {
      Connections.execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  /** The id of the store, from a file that has one. */
  UUID id(Connection connection) throws SQLException {
    String select = "SELECT min(store_uuid) FROM \"" + schema.name(Schema.SCHEMA_TABLE) + "\"";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      rows.next();
      return UUID.fromString(rows.getString(1));
    }
  }

  /** Refuses a file whose version is newer, or where a table, index or trigger is not as it was. */
  void checkComplete(Look look) {
    if (look.version() > Schema.VERSION) {
      throw file.wrong(
          "was written by a newer batchkit (schema "
              + look.version()
              + ", this one knows "
              + Schema.VERSION
              + "): update batchkit",
          null);
    }
    List<String> faults = faults(look);
    if (!faults.isEmpty()) {
      throw file.wrong(
          "is not as batchkit left it: "
              + String.join(", ", faults)
              + ". Nothing is repaired unasked: find out who changed it",
          null);
    }
  }

  /** What is missing, and which triggers are not as they were. */
  List<String> faults(Look look) {
    List<String> faults = new ArrayList<>();
    schema.objects().stream()
        .filter(object -> !object.isOptional())
        .forEach(object -> check(object, look.stored(), faults));
    look.stored().values().stream()
        .filter(found -> found.type().equals("table") && schema.isRowTable(found.name()))
        .flatMap(found -> rowTriggers(found.name()))
        .forEach(trigger -> check(trigger, look.stored(), faults));
    return faults;
  }

  /**
   * What does not keep the store from working: tables and indexes, those of rows left out, that are
   * not as batchkit makes them, and views that are not or are missing.
   */
  List<String> altered(Look look) {
    return schema.objects().stream()
        .filter(object -> !object.type().equals("trigger"))
        .flatMap(object -> alteration(object, look.stored().get(object.name())).stream())
        .toList();
  }

  private static Optional<String> alteration(SchemaObject object, @Nullable StoredObject found) {
    if (found == null) {
      return object.isOptional() ? Optional.of(object.label() + " is missing") : Optional.empty();
    }
    return object.isTextOf(found.sql())
        ? Optional.empty()
        : Optional.of(object.label() + " has another text");
  }

  private Stream<SchemaObject> rowTriggers(String table) {
    return schema.rowTable(table.substring(schema.name("").length()), "").stream()
        .filter(object -> object.type().equals("trigger"));
  }

  private static void check(
      SchemaObject object, Map<String, StoredObject> stored, List<String> faults) {
    StoredObject found = stored.get(object.name());
    if (found == null) {
      faults.add(object.label() + " is missing");
    } else if (object.type().equals("trigger") && !object.isTextOf(found.sql())) {
      faults.add(object.label() + " was changed");
    }
  }
}
