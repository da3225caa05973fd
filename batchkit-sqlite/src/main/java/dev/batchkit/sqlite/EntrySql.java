package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Entry;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code orchestration_session_entry}. */
interface EntrySql {
  @SqlUpdate(
      """
      INSERT INTO <orchestration_session_entry> (orchestration_session_entry_id, session_id,
        ingest_src, ingest_table_name, elaboration)
      VALUES (:e.id, :e.sessionId, :e.source, :e.tableName, :e.elaboration)
      """)
  void insert(@BindMethods("e") Entry entry);

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_entry> WHERE session_id = :sessionId
      ORDER BY orchestration_session_entry_id
      """)
  List<Entry> ofSession(String sessionId);
}
