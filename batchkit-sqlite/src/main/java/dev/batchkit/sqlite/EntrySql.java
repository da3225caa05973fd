package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Entry;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_entry}. */
interface EntrySql {
  @SqlBatch(
      transactional = false,
      value =
          """
      INSERT INTO <orchestration_session_entry> (orchestration_session_entry_id, session_id,
        ingest_src, ingest_table_name, elaboration)
      VALUES (:e.id, :e.sessionId, :e.source, :e.tableName, :e.elaboration)
      """)
  void insert(@BindMethods("e") List<Entry> entries);

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_entry>
      WHERE session_id = :sessionId AND rowid > :after
        AND orchestration_session_entry_id IS NOT NULL
      ORDER BY rowid LIMIT :limit
      """)
  List<Entry> page(String sessionId, long after, int limit);

  @SqlQuery(
      """
      SELECT rowid FROM <orchestration_session_entry>
      WHERE orchestration_session_entry_id IN (:id, CAST(:id AS BLOB))
      """)
  Optional<Long> place(String id);
}
