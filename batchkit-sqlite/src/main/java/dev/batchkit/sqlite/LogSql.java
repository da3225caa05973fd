package dev.batchkit.sqlite;

import dev.batchkit.orchestration.LogEntry;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_log}. */
interface LogSql {
  KeptWrite<LogEntry> INSERT =
      new KeptWrite<>(
          """
          INSERT INTO <orchestration_session_log> (orchestration_session_log_id, category,
            parent_exec_id, content, sibling_order, elaboration)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
          (row, values) ->
              values
                  .text(row.id())
                  .text(row.category())
                  .text(row.parentId())
                  .text(row.content())
                  .number(row.siblingOrder())
                  .json(row.elaboration()));

  /** By the index, whose expression this must be. */
  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_log>
      WHERE CASE WHEN json_valid("elaboration") THEN json_extract("elaboration", '$.session_id') END
        = :sessionId AND rowid > :after AND orchestration_session_log_id IS NOT NULL
      ORDER BY rowid LIMIT :limit
      """)
  List<LogEntry> page(String sessionId, long after, int limit);

  /** The last of those with an id: a text, the bytes of one, or bytes that are none. */
  @SqlQuery(
      """
      SELECT max(rowid) FROM <orchestration_session_log>
      WHERE orchestration_session_log_id IN (:id, CAST(:id AS BLOB), unhex(:id))
      """)
  Optional<Long> place(String id);
}
