package dev.batchkit.sqlite;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionCounts;
import java.time.Instant;
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

  @SqlQuery("SELECT * FROM <orchestration_session> WHERE orchestration_session_id = :id")
  Optional<OrchestrationSession> find(String id);

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
