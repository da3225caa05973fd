package dev.batchkit.sqlite;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Copies rows of one table into this store, as far as they are not here. */
final class MergeCopy {
  private static final Set<String> JSON =
      Set.of(
          "state",
          "segmentation",
          "state_sysinfo",
          "elaboration",
          "args_json",
          "diagnostics_json",
          "transition_result",
          "output_nature");

  /** What tells of a row itself, and differs between stores that say the same. */
  private static final Set<String> HOUSEKEEPING =
      Set.of(
          "created_at",
          "created_by",
          "updated_at",
          "updated_by",
          "deleted_at",
          "deleted_by",
          "activity_log");

  private static final List<String> NATURAL_KEY = List.of("name", "state", "boundary");

  private final MergeTable table;
  private final Schema schema;
  private final TableShape here;
  private final List<String> columns;
  private final List<String> inserted;
  private final MergeNotes notes;
  private long added;
  private long updated;
  private long left;
  private long refused;

  /**
   * Copies rows.
   *
   * @param here the table in this store
   * @param columns the documented columns that the other file has
   */
  MergeCopy(
      MergeTable table, Schema schema, TableShape here, List<String> columns, MergeNotes notes) {
    this.table = table;
    this.schema = schema;
    this.here = here;
    this.columns = columns;
    this.inserted =
        here.columns().entrySet().stream()
            .filter(column -> columns.contains(column.getKey()) || column.getValue().isAwaited())
            .map(Map.Entry::getKey)
            .toList();
    this.notes = notes;
  }

  /** Begins to go through the same rows again: what could not be done is counted anew. */
  void again() {
    left = 0;
    refused = 0;
  }

  long added() {
    return added;
  }

  long refused() {
    return refused;
  }

  MergeReport.Table report() {
    return new MergeReport.Table(table.name(), added, updated, left, refused);
  }

  void copy(Db db, MergeRow row) throws SQLException {
    Object id = row.get(table.id());
    if (id == MergeRow.NULL) {
      refused++;
      return;
    }
    fit(db, row);
    if (table.name().equals(MergeTable.DEVICE)) {
      copyDevice(db, row);
      return;
    }
    notes.useDevice(table, row);
    if (notes.belongsToStranger(table, row)) {
      notes.stranger(table, id);
      left++;
      return;
    }
    MergeRow known = find(db, List.of(table.id()), row);
    if (known != null) {
      compare(db, known, row);
    } else if (becomesNumber(id) || !hasReferences(db, row)) {
      refused++;
    } else {
      insert(db, row);
      added++;
    }
  }

  /** A device is known by its natural key; its id is taken along where it is free. */
  private void copyDevice(Db db, MergeRow row) throws SQLException {
    Object id = row.get(table.id());
    MergeRow known = find(db, NATURAL_KEY, row);
    if (known != null) {
      notes.device(id, known.get(table.id()));
      return;
    }
    if (find(db, List.of(table.id()), row) != null) {
      row.set(table.id(), UUID.randomUUID().toString());
    }
    notes.device(id, row.get(table.id()));
    insert(db, row);
    added++;
  }

  private void compare(Db db, MergeRow known, MergeRow row) throws SQLException {
    if (!row.isSame(known, table.identity().stream().filter(columns::contains).toList())) {
      notes.stranger(table, row.get(table.id()));
      left++;
      return;
    }
    if (row.isSame(known, columns.stream().filter(c -> !HOUSEKEEPING.contains(c)).toList())) {
      return;
    }
    boolean hasEndedHere = table.end().isEmpty() || table.isEnd(known.get(table.end()));
    boolean hasEndedThere = table.end().isEmpty() || table.isEnd(row.get(table.end()));
    boolean isElseSame =
        row.isSame(known, columns.stream().filter(c -> !table.later().contains(c)).toList());
    if (!isElseSame || hasEndedHere == hasEndedThere || (hasEndedThere && isHeld(db, row))) {
      left++;
    } else if (hasEndedThere) {
      update(db, row);
      updated++;
    }
  }

  /** Whether a session is recorded into this store, which then ends it itself. */
  private boolean isHeld(Db db, MergeRow row) throws SQLException {
    if (!table.name().equals(MergeTable.SESSION)) {
      return false;
    }
    Object id = row.get(table.id());
    return isThere(db, "batchkit_recording", table.id(), id)
        || isThere(db, "batchkit_run", table.id(), id);
  }

  private boolean hasReferences(Db db, MergeRow row) throws SQLException {
    for (Map.Entry<String, String> reference : table.references().entrySet()) {
      Object cell = row.get(reference.getKey());
      String parent = reference.getValue();
      boolean isOwn = parent.equals(table.name()) && cell.equals(row.get(table.id()));
      if (cell != MergeRow.NULL && !isOwn && !isThere(db, parent, MergeTable.idOf(parent), cell)) {
        return false;
      }
    }
    return true;
  }

  private boolean isThere(Db db, String parent, String column, Object cell) throws SQLException {
    String sql = "SELECT 1 FROM \"" + schema.name(parent) + "\" WHERE " + column + " = ?";
    PreparedStatement statement = db.kept(sql);
    MergeRow.bind(statement, 1, cell);
    try (ResultSet found = statement.executeQuery()) {
      return found.next();
    }
  }

  /** A text that is a number comes from a file whose column keeps it as it is; ours would not. */
  private boolean becomesNumber(Object id) {
    TableShape.Column column = here.columns().get(table.id());
    return id instanceof String text
        && column != null
        && column.affinity().equals("NUMERIC")
        && NumericId.is(text);
  }

  /** Makes of cells what our table takes, and is read as they are: JSON, and no NULL. */
  private void fit(Db db, MergeRow row) throws SQLException {
    for (String column : inserted) {
      Object cell = row.get(column);
      TableShape.Column mine = here.columns().get(column);
      boolean isMissing = cell == MergeRow.NULL && mine != null && mine.isRequired();
      if (JSON.contains(column) && (isMissing || cell != MergeRow.NULL)) {
        row.set(column, isMissing ? "\"\"" : json(db, cell));
      } else if (isMissing) {
        row.set(column, "");
      }
    }
  }

  private static Object json(Db db, Object cell) throws SQLException {
    if (cell instanceof String text && isJson(text)) {
      return cell;
    }
    PreparedStatement statement = db.kept("SELECT json_valid(?)");
    MergeRow.bind(statement, 1, cell);
    try (ResultSet rows = statement.executeQuery()) {
      if (rows.next() && rows.getBoolean(1)) {
        return cell;
      }
    }
    String text =
        cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell.toString();
    return Json.write(text).text();
  }

  private static boolean isJson(String text) {
    try {
      return !Json.of(text).text().isEmpty();
    } catch (InvalidValue e) {
      return false;
    }
  }

  private @Nullable MergeRow find(Db db, List<String> key, MergeRow row) throws SQLException {
    String condition = key.stream().map(c -> c + " IS ?").collect(Collectors.joining(" AND "));
    String sql = "SELECT " + String.join(", ", columns) + " FROM " + name() + " WHERE " + condition;
    PreparedStatement statement = db.kept(sql);
    for (int i = 0; i < key.size(); i++) {
      MergeRow.bind(statement, i + 1, row.get(key.get(i)));
    }
    try (ResultSet found = statement.executeQuery()) {
      return found.next() ? MergeRow.read(found, columns) : null;
    }
  }

  private void insert(Db db, MergeRow row) throws SQLException {
    String places = inserted.stream().map(column -> "?").collect(Collectors.joining(", "));
    run(
        db,
        "INSERT INTO " + name() + " (" + String.join(", ", inserted) + ") VALUES (" + places + ")",
        row,
        inserted);
  }

  private void update(Db db, MergeRow row) throws SQLException {
    List<String> later = columns.stream().filter(table.later()::contains).toList();
    String sets = later.stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
    run(
        db,
        "UPDATE " + name() + " SET " + sets + " WHERE " + table.id() + " = ?",
        row,
        Stream.concat(later.stream(), Stream.of(table.id())).toList());
  }

  private static void run(Db db, String sql, MergeRow row, List<String> bound) throws SQLException {
    PreparedStatement statement = db.kept(sql);
    for (int i = 0; i < bound.size(); i++) {
      MergeRow.bind(statement, i + 1, row.get(bound.get(i)));
    }
    Db.one(statement.executeUpdate(), "A row that is merged was not written.");
  }

  private String name() {
    return '"' + schema.name(table.name()) + '"';
  }
}
