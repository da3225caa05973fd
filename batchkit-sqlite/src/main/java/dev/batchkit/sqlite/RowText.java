package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.store.RowTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL texts of one row table. Names come from the grammar of type keys and columns only. */
final class RowText {
  /** The order in which a row is read; the payload follows. */
  private static final String READ =
      "sequence, row_status, row_problems_json, row_input_json, row_version, row_removed,"
          + " row_outcome, row_outcome_json, row_updated_at, row_updated_by_id";

  /** As {@link #READ}, but a row that a damaged page shows among those of another batch is NULL. */
  private static final String READ_OWN =
      READ.replaceFirst("sequence", "CASE WHEN batch_id = ?1 THEN sequence END");

  private static final String IN_WINDOW =
      " WHERE batch_id = ?1 AND sequence > ?2 AND sequence <= ?3";
  private static final String NOT_REMOVED = " AND row_removed = 0";
  private static final String BY_KEY = " WHERE batch_id = ? AND sequence = ?";

  /** How its cells are bound. */
  final CellBinder cells;

  /** How its rows are read. */
  final RowReader reader;

  final String find;
  final String page;
  final String pageWithRemoved;
  final String counts;
  final String last;
  final String statuses;
  final String update;
  final String mark;
  final String applyRange;
  final String applyAgain;
  final String deleteBelow;
  final String deleteAbove;

  private final String table;
  private final String plain;
  private final String payload;
  private final int payloadSize;
  private final Map<String, String> variants = new ConcurrentHashMap<>();

  RowText(Schema schema, RowTable rows) {
    cells = new CellBinder(rows);
    reader = new RowReader(rows);
    plain = schema.name(rows.name());
    table = '"' + plain + '"';
    payload =
        rows.columns().stream().map(c -> ", \"" + c.name() + '"').collect(Collectors.joining());
    payloadSize = rows.columns().size();
    find = select() + BY_KEY;
    page = select(READ_OWN) + IN_WINDOW + NOT_REMOVED + " ORDER BY sequence LIMIT ?4";
    pageWithRemoved = select(READ_OWN) + IN_WINDOW + " ORDER BY sequence LIMIT ?4";
    counts =
        "SELECT row_status, row_outcome, count(*) FROM "
            + table
            + " WHERE batch_id = ? AND sequence BETWEEN ? AND ?"
            + NOT_REMOVED
            + " GROUP BY row_status, row_outcome ORDER BY row_status, row_outcome";
    last = "SELECT max(sequence) FROM " + table + " WHERE batch_id = ?";
    statuses = statusesText();
    update = updateText(rows.columns());
    mark = "UPDATE " + table + " SET row_outcome = ?, row_outcome_json = ?" + BY_KEY + NOT_REMOVED;
    applyRange = apply(" WHERE batch_id = ? AND sequence BETWEEN ? AND ? AND row_outcome IS NULL");
    applyAgain =
        apply(
            BY_KEY
                + " AND (row_outcome = 'FAILED' OR row_outcome = 'SKIPPED' OR row_outcome = 'UNKNOWN')");
    deleteBelow = delete("sequence < ?2");
    deleteAbove = delete("sequence > ?2");
  }

  String select() {
    return select(READ);
  }

  /** A select that gives a row, and nothing of it. */
  String selectOne() {
    return "SELECT 1 FROM " + table;
  }

  /** What a decimal sorts by: its text does not. */
  static String byValue(String cell) {
    return "CAST(" + cell + " AS REAL)";
  }

  /** The index in whose order the rows of a batch are in that of a column; null for none. */
  @Nullable String indexOf(RowTable rows, String column) {
    boolean isOwn = rows.indexed().contains(column);
    if (RowSchema.isDecimal(rows, column)) {
      return isOwn ? RowSchema.valueIndex(plain, column) : null;
    }
    return isOwn || rows.uniques().contains(List.of(column)) ? plain + "." + column : null;
  }

  /** To be put behind a select of rows of one status. */
  String byStatus() {
    return " INDEXED BY \"" + plain + ".row_status\"";
  }

  private String select(String columns) {
    return "SELECT " + columns + payload + " FROM " + table;
  }

  /** From one status to the next by the index, whatever lies between. */
  private String statusesText() {
    String least = "SELECT min(row_status) FROM " + table + byStatus() + " WHERE batch_id = ?1";
    return "WITH RECURSIVE found(code) AS ("
        + least
        + " UNION ALL SELECT ("
        + least
        + " AND row_status > code) FROM found WHERE code IS NOT NULL)"
        + " SELECT code FROM found WHERE code IS NOT NULL";
  }

  private String updateText(List<Column> columns) {
    String cells =
        columns.stream().map(c -> ", \"" + c.name() + "\" = ?").collect(Collectors.joining());
    return "UPDATE "
        + table
        + " SET row_status = ?, row_problems_json = ?, row_input_json = ?, row_version = ?,"
        + " row_removed = ?, row_outcome = ?, row_outcome_json = ?, row_updated_at = ?,"
        + " row_updated_by_id = ?"
        + cells
        + BY_KEY;
  }

  private String apply(String where) {
    return "UPDATE "
        + table
        + " SET row_outcome = 'APPLIED', row_outcome_json = NULL"
        + where
        + NOT_REMOVED;
  }

  private String delete(String outside) {
    return "DELETE FROM "
        + table
        + " WHERE batch_id = ?1 AND sequence IN (SELECT sequence FROM "
        + table
        + " WHERE batch_id = ?1 AND "
        + outside
        + " ORDER BY sequence LIMIT ?3)";
  }

  /**
   * A page of rows with one of so many statuses: one bounded branch per status, merged by sequence.
   * The planner must be told of the index, or it reads the whole batch.
   */
  String pageOfStatuses(int statuses, boolean withRemoved) {
    return variants.computeIfAbsent(
        "page " + statuses + withRemoved,
        key -> {
          List<String> branches = new ArrayList<>();
          for (int i = 0; i < statuses; i++) {
            branches.add(
                select()
                    + byStatus()
                    + IN_WINDOW
                    + " AND row_status = ?"
                    + (5 + i)
                    + (withRemoved ? "" : NOT_REMOVED));
          }
          return String.join(" UNION ALL ", branches) + " ORDER BY sequence LIMIT ?4";
        });
  }

  /** Rows of a range whose key stands in an earlier row: one probe of the key's index per row. */
  String duplicates(List<String> key) {
    return variants.computeIfAbsent(
        "duplicates " + key,
        unused -> {
          String index = index(key);
          String same =
              key.stream()
                  .map(c -> " AND d.\"" + c + "\" = r.\"" + c + '"')
                  .collect(Collectors.joining());
          String first =
              "(SELECT d.sequence FROM "
                  + table
                  + " d INDEXED BY \""
                  + index
                  + "\" WHERE d.batch_id = ?1"
                  + same
                  + " AND d.sequence >= ?2 AND d.row_removed = 0 ORDER BY d.sequence LIMIT 1)";
          return "SELECT sequence, first FROM (SELECT r.sequence AS sequence, "
              + first
              + " AS first FROM "
              + table
              + " r WHERE r.batch_id = ?1 AND r.sequence BETWEEN ?3 AND ?4 AND r.row_removed = 0)"
              + " WHERE first < sequence ORDER BY sequence";
        });
  }

  /** Rows of a window that have a key, by the key's index. */
  String withKey(List<String> key) {
    return variants.computeIfAbsent(
        "key " + key,
        unused -> {
          StringBuilder same = new StringBuilder();
          for (int i = 0; i < key.size(); i++) {
            same.append(" AND \"").append(key.get(i)).append("\" = ?").append(5 + i);
          }
          return select()
              + " INDEXED BY \""
              + index(key)
              + '"'
              + IN_WINDOW
              + same
              + NOT_REMOVED
              + " ORDER BY sequence LIMIT ?4";
        });
  }

  private String index(List<String> key) {
    return plain + "." + String.join(".", key);
  }

  /** An insert of so many rows that share their time and user, and are as good as new. */
  String insertNew(int rows, boolean withTexts) {
    return variants.computeIfAbsent(
        "new " + rows + withTexts,
        key -> {
          String texts = withTexts ? ", row_problems_json, row_input_json" : "";
          String values = "(?1, ?2, ?3" + marks(2 + (withTexts ? 2 : 0) + payloadSize) + ")";
          return "INSERT INTO "
              + table
              + " (batch_id, row_updated_at, row_updated_by_id, sequence, row_status"
              + texts
              + payload
              + ") VALUES "
              + String.join(", ", Collections.nCopies(rows, values));
        });
  }

  /** An insert of so many rows of any kind. */
  String insertAny(int rows) {
    return variants.computeIfAbsent(
        "any " + rows,
        key ->
            "INSERT INTO "
                + table
                + " (batch_id, "
                + READ
                + payload
                + ") VALUES "
                + String.join(
                    ", ", Collections.nCopies(rows, "(?1" + marks(10 + payloadSize) + ")")));
  }

  private static String marks(int count) {
    return ", ?".repeat(count);
  }
}
