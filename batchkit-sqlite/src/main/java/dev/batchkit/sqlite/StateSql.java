package dev.batchkit.sqlite;

import dev.batchkit.orchestration.StateTransition;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_state}. */
interface StateSql {
  @SqlBatch(
      transactional = false,
      value =
          """
      INSERT INTO <orchestration_session_state> (orchestration_session_state_id, session_id,
        session_entry_id, from_state, to_state, transition_result, transition_reason,
        transitioned_at, elaboration)
      VALUES (:s.id, :s.sessionId, :s.entryId, :s.from, :s.to, :s.result, :s.reason, :s.at,
        :s.elaboration)
      """)
  void insert(@BindMethods("s") List<StateTransition> states);

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

  @SqlQuery(
      """
      SELECT rowid FROM <orchestration_session_state>
      WHERE orchestration_session_state_id IN (:id, CAST(:id AS BLOB))
      """)
  Optional<Long> place(String id);
}
