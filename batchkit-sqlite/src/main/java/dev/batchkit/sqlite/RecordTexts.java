package dev.batchkit.sqlite;

/** The SQL texts of the table {@code batchkit_record}. */
final class RecordTexts {
  static final String PAGE = page("", "");

  /** Untold, the planner would read every record of the session. */
  static final String PAGE_OF_ALERTS = page("INDEXED BY <record_by_alert>", "AND r.alert = 1");

  /**
   * What the last sessions of a series and an indicator have under some keys, a JSON array. Untold,
   * the planner would read every record of those sessions.
   */
  static final String HISTORY =
      """
      WITH past AS MATERIALIZED (
        SELECT k.session_id AS id
        FROM <batchkit_session> k CROSS JOIN <session> s ON s.id = k.session_id
        WHERE k.series = ? AND s.indicator_id = ? AND s.status = 'Success'
          AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> p WHERE p.batch_id = s.batch_id)
        ORDER BY k.session_id DESC LIMIT ?)
      SELECT r.record_key, r.session_id, r.record_json
      FROM past CROSS JOIN (SELECT DISTINCT value FROM json_each(?)) wanted
        CROSS JOIN <batchkit_record> r INDEXED BY <record_by_key>
          ON r.session_id = past.id AND r.record_key = wanted.value
      ORDER BY r.record_key, r.session_id DESC, r.sequence
      """;

  static final String LAST =
      "SELECT coalesce(max(sequence), 0) FROM <batchkit_record> WHERE session_id = ?";

  static final String DELETE =
      """
      DELETE FROM <batchkit_record> WHERE session_id = ?1 AND sequence <= coalesce(
        (SELECT sequence FROM <batchkit_record> WHERE session_id = ?1
          ORDER BY sequence LIMIT 1 OFFSET ?2 - 1), 9223372036854775807)
      """;

  private RecordTexts() {}

  private static String page(String by, String condition) {
    return """
        SELECT r.sequence, r.record_json
        FROM <session> s CROSS JOIN <batchkit_record> r %s ON r.session_id = s.id
        WHERE s.id = ? AND r.sequence > ? %s
          AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> p WHERE p.batch_id = s.batch_id)
        ORDER BY r.sequence LIMIT ?
        """
        .formatted(by, condition);
  }

  /** Inserts so many records of one session, which is bound first. */
  static String insert(int count) {
    String row = "(?1, ?, ?, ?, ?)";
    return "INSERT INTO <batchkit_record> (session_id, sequence, record_json, alert, record_key) VALUES "
        + row
        + (", " + row).repeat(count - 1);
  }
}
