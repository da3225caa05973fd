package dev.batchkit.sqlite;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code orchestration_session}. */
interface SessionSql {
  @SqlUpdate(
      """
      INSERT INTO <orchestration_session> (orchestration_session_id, device_id,
        orchestration_nature_id, version, orch_started_at, orch_finished_at, elaboration,
        args_json, diagnostics_json, diagnostics_md)
      VALUES (:s.id, :s.deviceId, :s.natureId, :s.version, :s.startedAt, :s.finishedAt,
        :s.elaboration, :s.args, :s.diagnostics, :s.diagnosticsMarkdown)
      """)
  void insert(@BindMethods("s") OrchestrationSession session);

  @SqlUpdate(
      """
      UPDATE <orchestration_session> SET orch_finished_at = :at, diagnostics_json = :diagnostics,
        diagnostics_md = :markdown
      WHERE orchestration_session_id = :id
      """)
  int finish(String id, Instant at, Json diagnostics, String markdown);

  @SqlQuery(
      """
      SELECT EXISTS (SELECT 1 FROM <orchestration_session>
        WHERE orchestration_session_id = :id AND orch_finished_at IS NOT NULL)
      """)
  boolean isFinished(String id);

  @SqlQuery("SELECT * FROM <orchestration_session> WHERE orchestration_session_id = :id")
  Optional<OrchestrationSession> find(String id);

  /** The last in a page, newest first, of those with an id: a text or bytes. */
  @SqlQuery(
      """
      SELECT min(rowid) FROM <orchestration_session>
      WHERE orchestration_session_id IN (:id, CAST(:id AS BLOB), unhex(:id))
      """)
  Optional<Long> place(String id);

  /**
   * How the sessions of each nature went. A percentile is the one in place ceil(n * p / 100); the
   * differences of Julian days are exact to a fraction of a millisecond.
   */
  @SqlQuery(
      """
      WITH session AS (
        SELECT orchestration_session_id AS id, orchestration_nature_id AS nature_id,
          orch_finished_at IS NOT NULL AS is_finished,
          CASE WHEN orch_started_at GLOB '[0-9][0-9][0-9][0-9]-*'
            AND orch_finished_at GLOB '[0-9][0-9][0-9][0-9]-*'
          THEN round((julianday(orch_finished_at) - julianday(orch_started_at)) * 86400000) END
            AS millis
        FROM <orchestration_session>),
      went AS (
        SELECT nature_id, is_finished, millis,
          EXISTS (SELECT 1 FROM <orchestration_session_state> WHERE session_id = s.id
            AND session_entry_id IS NULL AND to_state = 'surveilr_orch_failed')
          OR coalesce((SELECT to_state GLOB 'ERROR(*' OR to_state GLOB 'INTERRUPTED(*'
            FROM <orchestration_session_state> WHERE session_id = s.id
              AND session_entry_id IS NULL ORDER BY rowid DESC LIMIT 1), 0) AS has_failed,
          row_number() OVER (PARTITION BY nature_id, millis IS NULL ORDER BY millis) AS place,
          count(millis) OVER (PARTITION BY nature_id) AS measured
        FROM session s)
      SELECT nature_id, coalesce(nature, nature_id) AS label, count(*) AS sessions,
        sum(is_finished AND NOT has_failed) AS succeeded, sum(has_failed) AS failed,
        min(millis) AS shortest, max(CASE WHEN place = (measured + 1) / 2 THEN millis END) AS median,
        max(CASE WHEN place = (measured * 95 + 99) / 100 THEN millis END) AS p95,
        max(millis) AS longest
      FROM went LEFT JOIN <orchestration_nature> ON orchestration_nature_id = nature_id
      GROUP BY nature_id ORDER BY nature_id
      """)
  List<NatureStatistics> statistics();

  /** Relations are found by way of all issues, so only if there are any at all. */
  @SqlQuery(
      """
      SELECT
        (SELECT count(*) FROM <orchestration_session_entry> WHERE session_id = :id) AS entries,
        (SELECT count(*) FROM <orchestration_session_exec> WHERE session_id = :id) AS execs,
        (SELECT count(*) FROM <orchestration_session_exec> WHERE session_id = :id
          AND upper(CAST(exec_status AS TEXT)) NOT IN ('0', '-1', 'SUCCESS')) AS failed_execs,
        (SELECT count(*) FROM <orchestration_session_issue> WHERE session_id = :id) AS issues,
        CASE WHEN EXISTS (SELECT 1 FROM <orchestration_session_issue_relation>) THEN
          (SELECT count(*) FROM <orchestration_session_issue> i
            JOIN <orchestration_session_issue_relation> r
              ON r.issue_id_prime = i.orchestration_session_issue_id
            WHERE i.session_id = :id) ELSE 0 END AS relations,
        (SELECT count(*) FROM <orchestration_session_log>
          WHERE CASE WHEN json_valid("elaboration")
            THEN json_extract("elaboration", '$.session_id') END = :id) AS logs
      """)
  SessionCounts counts(String id);
}
