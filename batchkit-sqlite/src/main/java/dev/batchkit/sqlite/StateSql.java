package dev.batchkit.sqlite;

import dev.batchkit.orchestration.StateTransition;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_state}. */
interface StateSql {
  KeptWrite<StateTransition> INSERT =
      new KeptWrite<>(
          """
          INSERT INTO <orchestration_session_state> (orchestration_session_state_id, session_id,
            session_entry_id, from_state, to_state, transition_result, transition_reason,
            transitioned_at, elaboration)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          (row, values) ->
              values
                  .text(row.id())
                  .text(row.sessionId())
                  .text(row.entryId())
                  .text(row.from())
                  .text(row.to())
                  .json(row.result())
                  .text(row.reason())
                  .time(row.at())
                  .json(row.elaboration()));

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_state>
      WHERE session_id = :sessionId AND rowid > :after
        AND orchestration_session_state_id IS NOT NULL
      ORDER BY rowid LIMIT :limit
      """)
  List<StateTransition> page(String sessionId, long after, int limit);

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_state>
      WHERE rowid IN (SELECT max(rowid) FROM <orchestration_session_state>
        WHERE session_id = :sessionId GROUP BY session_entry_id)
      ORDER BY rowid
      """)
  List<StateTransition> last(String sessionId);

  /** The last of those with an id: a text, the bytes of one, or bytes that are none. */
  @SqlQuery(
      """
      SELECT max(rowid) FROM <orchestration_session_state>
      WHERE orchestration_session_state_id IN (:id, CAST(:id AS BLOB), unhex(:id))
      """)
  Optional<Long> place(String id);
}
