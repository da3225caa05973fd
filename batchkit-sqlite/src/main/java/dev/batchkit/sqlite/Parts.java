package dev.batchkit.sqlite;

import dev.batchkit.store.PartVisitor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what is stored, cell by cell, for the seal. */
final class Parts {
  private static final String HEADER_COLUMNS =
      """
      batch_id, batch_type, batch_key, handler, description, notes, params_json, source_json, row_table,
      statuses_json, columns_json, parent_batch_id, complete, completed_at, completed_by_id,
      batch_version, needs_refresh, rows_from, rows_through, rows_used, populated_at, executed_at,
      executed_by_id, result_json, key_scope, restored_at
      """;

  private final String batch;
  private final String header;
  final String sessions;
  final String own;
  final String records;
  final String changes;

  Parts(Schema schema) {
    batch =
        "SELECT id, status, created_date, updated_date, created_by_id, updated_by_id, user_group_id,"
            + " indicator_group_id FROM %s WHERE id = ?1 AND %s"
                .formatted(quoted(schema, "batch"), notPurged(schema));
    header =
        "SELECT %s FROM %s WHERE batch_id = ?1 AND %s"
            .formatted(HEADER_COLUMNS, quoted(schema, "batchkit_batch"), notPurged(schema));
    sessions =
        """
        SELECT id, status, alert_operator, alert_threshold, nb_records, nb_records_alert,
          nb_records_no_alert, created_date, updated_date, created_by_id, updated_by_id,
          user_group_id, batch_id, indicator_id
        FROM %s WHERE batch_id = ? ORDER BY id
        """
            .formatted(quoted(schema, "session"));
    own =
        """
        SELECT k.session_id, k.indicator_name, k.indicator_type, k.verdict, k.quantity,
          k.alert_threshold, k.nb_records_warn, k.findings_json, k.extreme, k.reason, k.attempts,
          k.started_at, k.finished_at, k.series, k.definition_json
        FROM %s s CROSS JOIN %s k ON k.session_id = s.id
        WHERE s.batch_id = ? ORDER BY s.id
        """
            .formatted(quoted(schema, "session"), quoted(schema, "batchkit_session"));
    records =
        """
        SELECT r.session_id, r.sequence, r.record_json, r.alert, r.record_key
        FROM %s s CROSS JOIN %s r ON r.session_id = s.id
        WHERE s.batch_id = ? ORDER BY s.id, r.sequence
        """
            .formatted(quoted(schema, "session"), quoted(schema, "batchkit_record"));
    changes =
        """
        SELECT batch_id, sequence, version, changed_at, changed_by_id, before_json, after_json,
          orchestration_session_id
        FROM %s WHERE batch_id = ? ORDER BY sequence, version
        """
            .formatted(quoted(schema, "batchkit_change"));
  }

  private static String notPurged(Schema schema) {
    return "NOT EXISTS (SELECT 1 FROM %s WHERE batch_id = ?1)"
        .formatted(quoted(schema, "batchkit_purged"));
  }

  private static String quoted(Schema schema, String table) {
    return '"' + schema.name(table) + '"';
  }

  void showHeader(Door door, long batchId, PartVisitor visitor) {
    show(door, batch, batchId, "batch", visitor);
    show(door, header, batchId, "batchkit_batch", visitor);
  }

  void showAttachments(Door door, long batchId, PartVisitor visitor) {
    show(door, sessions, batchId, "session", visitor);
    show(door, own, batchId, "batchkit_session", visitor);
    show(door, records, batchId, "batchkit_record", visitor);
    show(door, changes, batchId, "batchkit_change", visitor);
  }

  private static void show(
      Door door, String select, long batchId, String part, PartVisitor visitor) {
    door.call(
        db -> {
          PreparedStatement statement = db.kept(select);
          statement.setLong(1, batchId);
          try (ResultSet rows = statement.executeQuery()) {
            List<String> names = names(rows.getMetaData());
            while (rows.next()) {
              visitor.visit(part, names, cells(rows, names.size(), part));
            }
          }
          return part;
        });
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnName(i));
    }
    return List.copyOf(names);
  }

  private static @Nullable Object[] cells(ResultSet rows, int count, String part)
      throws SQLException {
    @Nullable Object[] cells = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      Object cell = rows.getObject(i + 1);
      if (cell instanceof String text && !RowReader.isExact(rows, i + 1, text)) {
        throw Failures.broken("A cell of " + part + " is no UTF-8: the file is damaged.", "CELL");
      }
      if (cell instanceof Integer number) {
        cells[i] = number.longValue();
      } else if (cell == null
          || cell instanceof String
          || cell instanceof Long
          || cell instanceof Double) {
        cells[i] = cell;
      } else {
        throw Failures.broken(
            "A cell of " + part + " is neither text nor a number: another program wrote it.",
            "BLOB");
      }
    }
    return cells;
  }
}
