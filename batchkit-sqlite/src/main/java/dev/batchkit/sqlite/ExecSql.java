package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Exec;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_exec}. */
interface ExecSql {
  @SqlBatch(
      transactional = false,
      value =
          """
      INSERT INTO <orchestration_session_exec> (orchestration_session_exec_id, exec_nature,
        session_id, session_entry_id, parent_exec_id, namespace, exec_identity, exec_code,
        exec_status, input_text, exec_error_text, output_text, output_nature, narrative_md,
        elaboration)
      VALUES (:x.id, :x.nature, :x.sessionId, :x.entryId, :x.parentId, :x.namespace, :x.identity,
        :x.code, :x.status, :x.input, :x.error, :x.output, :x.outputNature, :x.narrative,
        :x.elaboration)
      """)
  void insert(@BindMethods("x") List<Exec> execs);

  @SqlBatch(
      transactional = false,
      value =
          """
      UPDATE <orchestration_session_exec> SET exec_status = :x.status,
        exec_error_text = :x.error, output_text = :x.output, output_nature = :x.outputNature,
        narrative_md = :x.narrative, elaboration = :x.elaboration
      WHERE orchestration_session_exec_id = :x.id
      """)
  int[] end(@BindMethods("x") List<Exec> execs);

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_exec>
      WHERE session_id = :sessionId AND rowid > :after
        AND orchestration_session_exec_id IS NOT NULL
      ORDER BY rowid LIMIT :limit
      """)
  List<Exec> page(String sessionId, long after, int limit);

  @SqlQuery(
      """
      SELECT rowid FROM <orchestration_session_exec>
      WHERE orchestration_session_exec_id IN (:id, CAST(:id AS BLOB))
      """)
  Optional<Long> place(String id);
}
