package dev.batchkit.sqlite;

import dev.batchkit.orchestration.StateTransition;
import java.util.List;
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
        transitioned_at)
      VALUES (:s.id, :s.sessionId, :s.entryId, :s.from, :s.to, :s.result, :s.reason, :s.at)
      """)
  void insert(@BindMethods("s") List<StateTransition> states);

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_state> WHERE session_id = :sessionId
      ORDER BY orchestration_session_state_id
      """)
  List<StateTransition> ofSession(String sessionId);
}
