package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Issue;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_issue}. */
interface IssueSql {
  @SqlBatch(
      transactional = false,
      value =
          """
      INSERT INTO <orchestration_session_issue> (orchestration_session_issue_id, session_id,
        session_entry_id, issue_type, issue_message, issue_row, issue_column, invalid_value,
        remediation, elaboration)
      VALUES (:i.id, :i.sessionId, :i.entryId, :i.type, :i.message, :i.row, :i.column,
        :i.invalidValue, :i.remediation, :i.elaboration)
      """)
  void insert(@BindMethods("i") List<Issue> issues);

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_issue>
      WHERE session_id = :sessionId AND orchestration_session_issue_id > :after
      ORDER BY orchestration_session_issue_id LIMIT :limit
      """)
  List<Issue> page(String sessionId, String after, int limit);
}
