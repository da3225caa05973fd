package dev.batchkit.sqlite;

/** The SQL texts by which sessions of batches are written. */
final class BatchSessionTexts {
  private static final String MEASURED =
      "status, alert_operator, alert_threshold, nb_records, nb_records_alert, nb_records_no_alert,"
          + " updated_date, updated_by_id";

  /** The batch that may get sessions. */
  static final String CHANGEABLE =
      """
      SELECT frozen_at IS NOT NULL FROM <batchkit_batch> b WHERE batch_id = ?
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> p WHERE p.batch_id = b.batch_id)
      """;

  /** The batch of a session of ours. */
  static final String BATCH_OF =
      """
      SELECT s.batch_id FROM <session> s CROSS JOIN <batchkit_session> k ON k.session_id = s.id
      WHERE s.id = ?
      """;

  /** The batch of a session, whoever wrote it. */
  static final String BATCH_OF_ANY = "SELECT batch_id FROM <session> WHERE id = ?";

  static final String FIND =
      """
      SELECT id FROM <session> WHERE batch_id = ? AND indicator_id = ? ORDER BY id DESC LIMIT 1
      """;

  static final String INSERT =
      """
      INSERT INTO <session> (%s, created_date, created_by_id, user_group_id, batch_id, indicator_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?7, ?8, ?9, ?10, ?11) RETURNING id
      """
          .formatted(MEASURED);

  static final String UPDATE =
      "UPDATE <session> SET (%s) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?".formatted(MEASURED);

  static final String REPLACE_OWN =
      """
      REPLACE INTO <batchkit_session> (session_id, indicator_name, indicator_type, verdict,
        quantity, alert_threshold, nb_records_warn, findings_json, extreme, reason, attempts,
        started_at, finished_at, series, definition_json)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** Of those that batchkit measures: another program ends its own. */
  static final String INTERRUPT_OWN =
      """
      UPDATE <batchkit_session> SET verdict = 'NOT_MEASURED', nb_records_warn = NULL,
        findings_json = NULL, extreme = NULL, reason = ?, finished_at = ?
      WHERE session_id IN (SELECT id FROM <session> WHERE batch_id = ? AND status = 'Running')
      """;

  static final String INTERRUPT =
      """
      UPDATE <session> SET status = 'Killed', nb_records = NULL, nb_records_alert = NULL,
        nb_records_no_alert = NULL, updated_date = ?
      WHERE batch_id = ? AND status = 'Running'
        AND EXISTS (SELECT 1 FROM <batchkit_session> WHERE session_id = id)
      """;

  static final String CANCEL =
      """
      INSERT INTO <batchkit_session_cancel> (batch_id, indicator_id, requested_at, requested_by_id)
      VALUES (?, ?, ?, ?)
      """;

  static final String CANCELS =
      """
      SELECT DISTINCT indicator_id FROM <batchkit_session_cancel> c
      WHERE batch_id = ? AND requested_at >= ?
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> p WHERE p.batch_id = c.batch_id)
      """;

  private BatchSessionTexts() {}
}
