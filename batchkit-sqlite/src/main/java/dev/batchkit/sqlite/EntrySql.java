package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Entry;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_entry}. */
interface EntrySql {
  KeptWrite<Entry> INSERT =
      new KeptWrite<>(
          """
          INSERT INTO <orchestration_session_entry> (orchestration_session_entry_id, session_id,
            ingest_src, ingest_table_name, elaboration)
          VALUES (?, ?, ?, ?, ?)
          """,
          (row, values) ->
              values
                  .text(row.id())
                  .text(row.sessionId())
                  .text(row.source())
                  .text(row.tableName())
                  .json(row.elaboration()));

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_entry>
      WHERE session_id = :sessionId AND rowid > :after
        AND orchestration_session_entry_id IS NOT NULL
      ORDER BY rowid LIMIT :limit
      """)
  List<Entry> page(String sessionId, long after, int limit);

  /** The last of those with an id: a text, the bytes of one, or bytes that are none. */
  @SqlQuery(
      """
      SELECT max(rowid) FROM <orchestration_session_entry>
      WHERE orchestration_session_entry_id IN (:id, CAST(:id AS BLOB), unhex(:id))
      """)
  Optional<Long> place(String id);
}
