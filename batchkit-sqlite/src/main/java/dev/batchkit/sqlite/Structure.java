package dev.batchkit.sqlite;

import dev.batchkit.sqlite.Look.StoredObject;
import dev.batchkit.sqlite.TableShape.Column;
import dev.batchkit.sqlite.TableShape.Reference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Compares the tables of the ledger that a file has with the documented ones: not by their text but
 * by what writing and reading depend on, since newer programs make them in other words.
 */
final class Structure {
  /** The documented tables of the ledger, each after those that it refers to. */
  static final List<String> TABLES =
      List.of(
          "device",
          "orchestration_nature",
          "orchestration_session",
          "orchestration_session_entry",
          "orchestration_session_state",
          "orchestration_session_exec",
          "orchestration_session_issue",
          "orchestration_session_issue_relation",
          "orchestration_session_log");

  /** Documented columns that batchkit leaves to their defaults. */
  private static final Set<String> NOT_WRITTEN =
      Set.of("updated_at", "updated_by", "deleted_at", "deleted_by", "activity_log");

  /** Documented columns that may be NULL, and that batchkit never leaves so. */
  private static final Set<String> ALWAYS_WRITTEN =
      Set.of("created_at", "created_by", "orch_started_at", "transitioned_at");

  private final Schema schema;
  private final List<String> faults = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();

  private Structure(Schema schema) {
    this.schema = schema;
  }

  /** Whether an object of ours may be there in another form: a table or index that others make. */
  static boolean isCompared(Schema schema, SchemaObject object) {
    String plain = object.name().substring(schema.name("").length());
    return object.isOptional()
        || (object.type().equals("table") && TABLES.contains(plain))
        || (object.type().equals("index") && plain.startsWith("idx_"));
  }

  /** The tables of the ledger as documented, by their documented names. */
  static Map<String, TableShape> documented(Schema schema) throws SQLException {
    Map<String, TableShape> shapes = new HashMap<>();
    try (Connection model = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
      for (SchemaObject object : schema.objects()) {
        if (isCompared(schema, object) && object.type().equals("table")) {
          Connections.execute(model, object.sql());
          shapes.put(
              object.name().substring(schema.name("").length()),
              Objects.requireNonNull(TableShape.of(model, object.name())));
        }
      }
    }
    return shapes;
  }

  /** Compares what the file has of the ledger; what it lacks is passed by. */
  static Structure of(Connection connection, Schema schema) throws SQLException {
    Structure structure = new Structure(schema);
    Map<String, StoredObject> stored = Look.stored(connection);
    Map<String, TableShape> documented = documented(schema);
    for (SchemaObject object : schema.objects()) {
      StoredObject found = stored.get(object.name());
      if (isCompared(schema, object) && found != null) {
        structure.compare(object, found, connection, documented);
      }
    }
    return structure;
  }

  /** Why batchkit could not keep its ledger in these tables. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** What is in another form, and does no harm. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  private void compare(
      SchemaObject object,
      StoredObject found,
      Connection connection,
      Map<String, TableShape> documented)
      throws SQLException {
    if (!object.type().equals("table")) {
      if (!found.type().equals(object.type()) || !object.isTextOf(found.sql())) {
        differences.add(object.label() + " is another program's: it stays as it is");
      }
    } else if (found.type().equals("table")) {
      String plain = object.name().substring(schema.name("").length());
      TableShape there = Objects.requireNonNull(TableShape.of(connection, object.name()));
      int before = faults.size() + differences.size();
      TableShape model = Objects.requireNonNull(documented.get(plain));
      compareTables(object.label(), model, there);
      checkReferences(object.label(), model, there, Look.stored(connection));
      if (before == faults.size() + differences.size() && !object.isTextOf(found.sql())) {
        differences.add(object.label() + " has other checks, references, defaults or words");
      }
    }
  }

  private void compareTables(String table, TableShape documented, TableShape there) {
    if (!there.isPlain()) {
      faults.add(table + " has no rowid: it is virtual or WITHOUT ROWID");
    }
    there.triggers().forEach(trigger -> faults.add(table + " has a trigger " + trigger));
    documented
        .columns()
        .forEach((name, column) -> compare(table, name, column, there.columns().get(name)));
    there
        .columns()
        .forEach(
            (name, column) -> {
              if (!documented.columns().containsKey(name)) {
                compareMore(table, name, column);
              }
            });
  }

  private void compare(String table, String name, Column documented, @Nullable Column there) {
    String column = table + ": column " + name;
    if (there == null) {
      faults.add(column + " is missing");
      return;
    }
    if (there.isGenerated()) {
      faults.add(column + " is computed");
    }
    if (!there.affinity().equals(documented.affinity())) {
      faults.add(
          column
              + " has the affinity "
              + there.affinity()
              + " instead of "
              + documented.affinity());
    } else if (!there.type().equalsIgnoreCase(documented.type())) {
      differences.add(column + " is declared " + there.type() + " instead of " + documented.type());
    }
    if (there.key() != documented.key()) {
      faults.add(column + " has another place in the primary key");
    }
    compareNull(column, name, documented, there);
  }

  private void compareNull(String column, String name, Column documented, Column there) {
    if (there.isRequired() && !documented.isRequired()) {
      if (ALWAYS_WRITTEN.contains(name)) {
        differences.add(column + " is NOT NULL");
      } else if (NOT_WRITTEN.contains(name) && there.isGiven()) {
        differences.add(column + " is NOT NULL with a default");
      } else {
        faults.add(column + " is NOT NULL, and batchkit has nothing to write there");
      }
    } else if (documented.isRequired() && !there.isRequired()) {
      differences.add(column + " may be NULL");
    }
  }

  private void compareMore(String table, String name, Column there) {
    String column = table + ": column " + name;
    if (there.key() > 0) {
      faults.add(column + " is of the primary key");
    } else if (there.isAwaited()) {
      faults.add(column + " is NOT NULL without a default, and batchkit does not know it");
    } else {
      differences.add(column + " is more than is documented");
    }
  }

  /** With foreign keys enforced, nothing can be inserted whose parent is not where it is meant. */
  private void checkReferences(
      String table, TableShape documented, TableShape there, Map<String, StoredObject> stored) {
    for (Reference reference : there.references()) {
      String parent = reference.parent();
      if (documented.columns().containsKey(reference.column())) {
        if (!documented.references().contains(reference)) {
          faults.add(
              table
                  + ": column "
                  + reference.column()
                  + " refers to "
                  + parent
                  + ", and not to what is documented");
        }
      } else if (!stored.containsKey(parent)
          && schema.tables().values().stream().noneMatch(parent::equals)) {
        faults.add(table + " refers to a table " + parent + ", which is not there");
      }
    }
  }
}
