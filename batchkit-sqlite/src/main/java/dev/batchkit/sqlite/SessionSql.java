package dev.batchkit.sqlite;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.OrchestrationSession;
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
}
