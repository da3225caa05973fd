package dev.batchkit.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes purged batches, so many rows of tables at a time. */
final class PurgeTexts {
  private final Schema schema;
  private final String isPurged;
  private final String rowTable;
  private final List<String> attachments;
  private final List<String> headers;

  PurgeTexts(Schema schema) {
    this.schema = schema;
    String purged = quoted("batchkit_purged");
    String header = quoted("batchkit_batch");
    String session = quoted("session");
    isPurged = "SELECT 1 FROM " + purged + " WHERE batch_id = ?";
    rowTable = "SELECT row_table FROM " + header + " WHERE batch_id = ?";
    attachments =
        List.of(
            """
            DELETE FROM %1$s WHERE batch_id = ?1 AND (sequence, version) IN
              (SELECT sequence, version FROM %1$s WHERE batch_id = ?1 LIMIT ?2)
            """
                .formatted(quoted("batchkit_change")),
            """
            DELETE FROM %1$s WHERE (session_id, sequence) IN
              (SELECT r.session_id, r.sequence FROM %2$s s CROSS JOIN %1$s r ON r.session_id = s.id
               WHERE s.batch_id = ?1 LIMIT ?2)
            """
                .formatted(quoted("batchkit_record"), session),
            ofSessions("batchkit_delivery", "delivery_id"),
            ofSessions("batchkit_session", "session_id"),
            "DELETE FROM %1$s WHERE rowid IN (SELECT rowid FROM %1$s WHERE batch_id = ?1 LIMIT ?2)"
                .formatted(quoted("batchkit_session_cancel")),
            "DELETE FROM %1$s WHERE id IN (SELECT id FROM %1$s WHERE batch_id = ?1 LIMIT ?2)"
                .formatted(session));
    headers =
        List.of(
            "DELETE FROM " + header + " WHERE batch_id = ?1",
            "DELETE FROM " + quoted("batch") + " WHERE id = ?1");
  }

  private String ofSessions(String table, String key) {
    return """
        DELETE FROM %1$s WHERE %2$s IN
          (SELECT t.%2$s FROM %3$s s CROSS JOIN %1$s t ON t.session_id = s.id
           WHERE s.batch_id = ?1 LIMIT ?2)
        """
        .formatted(quoted(table), key, quoted("session"));
  }

  private String quoted(String table) {
    return '"' + schema.name(table) + '"';
  }

  /** Deletes at most so many; fewer if that was the last of the batch. */
  int delete(Db db, long batchId, int limit) throws SQLException {
    if (text(db, isPurged, batchId) == null) {
      throw Failures.broken("Batch " + batchId + " was not purged.", "NOT_PURGED");
    }
    String table = text(db, rowTable, batchId);
    if (table == null) {
      return 0;
    }
    int left = limit;
    for (String attachment : attachments) {
      left -= delete(db, attachment, batchId, left);
      if (left == 0) {
        return limit;
      }
    }
    left -= delete(db, rows(table), batchId, left);
    if (left == 0) {
      return limit;
    }
    for (String header : headers) {
      delete(db, header, batchId);
    }
    return limit - left + 1;
  }

  /** A range of the key, so that no row is looked up by itself. */
  private String rows(String table) {
    if (!schema.isRowTable(schema.name(table)) || !table.matches("[a-z0-9_]+")) {
      throw Failures.broken("A batch names a table that keeps no rows.", "ROW_TABLE");
    }
    return """
        DELETE FROM %1$s WHERE batch_id = ?1 AND sequence <= coalesce(
          (SELECT sequence FROM %1$s WHERE batch_id = ?1 ORDER BY sequence LIMIT 1 OFFSET ?2 - 1),
          9223372036854775807)
        """
        .formatted(quoted(table));
  }

  private static int delete(Db db, String sql, long batchId, int limit) throws SQLException {
    PreparedStatement statement = db.kept(sql);
    statement.setLong(1, batchId);
    statement.setInt(2, limit);
    return statement.executeUpdate();
  }

  private static void delete(Db db, String sql, long batchId) throws SQLException {
    PreparedStatement statement = db.kept(sql);
    statement.setLong(1, batchId);
    statement.executeUpdate();
  }

  private static @Nullable String text(Db db, String sql, long batchId) throws SQLException {
    PreparedStatement statement = db.kept(sql);
    statement.setLong(1, batchId);
    try (ResultSet found = statement.executeQuery()) {
      return found.next() ? found.getString(1) : null;
    }
  }
}
