package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Exec;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_exec}. */
interface ExecSql {
  KeptWrite<Exec> INSERT =
      new KeptWrite<>(
          """
          INSERT INTO <orchestration_session_exec> (orchestration_session_exec_id, exec_nature,
            session_id, session_entry_id, parent_exec_id, namespace, exec_identity, exec_code,
            exec_status, input_text, exec_error_text, output_text, output_nature, narrative_md,
            elaboration)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          (row, values) ->
              values
                  .text(row.id())
                  .text(row.nature())
                  .text(row.sessionId())
                  .text(row.entryId())
                  .text(row.parentId())
                  .text(row.namespace())
                  .text(row.identity())
                  .text(row.code())
                  .text(row.status())
                  .text(row.input())
                  .text(row.error())
                  .text(row.output())
                  .json(row.outputNature())
                  .text(row.narrative())
                  .json(row.elaboration()));

  KeptWrite<Exec> END =
      new KeptWrite<>(
          """
          UPDATE <orchestration_session_exec> SET exec_status = ?,
            exec_error_text = ?, output_text = ?, output_nature = ?,
            narrative_md = ?, elaboration = ?
          WHERE orchestration_session_exec_id = ?
          """,
          (row, values) ->
              values
                  .text(row.status())
                  .text(row.error())
                  .text(row.output())
                  .json(row.outputNature())
                  .text(row.narrative())
                  .json(row.elaboration())
                  .text(row.id()));

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_exec>
      WHERE session_id = :sessionId AND rowid > :after
        AND orchestration_session_exec_id IS NOT NULL
      ORDER BY rowid LIMIT :limit
      """)
  List<Exec> page(String sessionId, long after, int limit);

  /** The last of those with an id: a text, the bytes of one, or bytes that are none. */
  @SqlQuery(
      """
      SELECT max(rowid) FROM <orchestration_session_exec>
      WHERE orchestration_session_exec_id IN (:id, CAST(:id AS BLOB), unhex(:id))
      """)
  Optional<Long> place(String id);
}
