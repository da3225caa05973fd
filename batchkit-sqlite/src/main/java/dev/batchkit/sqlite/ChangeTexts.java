package dev.batchkit.sqlite;

/** The SQL texts of the table {@code batchkit_change}. */
final class ChangeTexts {
  private static final String READ =
      "sequence, version, changed_at, changed_by_id, before_json, after_json,"
          + " orchestration_session_id";

  final String insert;
  final String find;
  final String ofRow;
  final String page;
  final String ofRun;

  ChangeTexts(Schema schema) {
    String table = '"' + schema.name("batchkit_change") + '"';
    String select = "SELECT " + READ + " FROM " + table + " WHERE batch_id = ?1";
    insert = "INSERT INTO " + table + " (batch_id, " + READ + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    find = select + " AND sequence = ?2 AND version = ?3";
    ofRow = select + " AND sequence = ?2 ORDER BY version";
    page = select + " AND (sequence, version) > (?2, ?3) ORDER BY sequence, version LIMIT ?4";
    ofRun =
        select
            + " AND sequence > ?2 AND orchestration_session_id = ?3"
            + " ORDER BY sequence, version LIMIT ?4";
  }
}
