package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueCount;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_issue}. */
interface IssueSql {
  KeptWrite<Issue> INSERT =
      new KeptWrite<>(
          """
          INSERT INTO <orchestration_session_issue> (orchestration_session_issue_id, session_id,
            session_entry_id, issue_type, issue_message, issue_row, issue_column, invalid_value,
            remediation, elaboration)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          (row, values) ->
              values
                  .text(row.id())
                  .text(row.sessionId())
                  .text(row.entryId())
                  .text(row.type())
                  .text(row.message())
                  .number(row.row())
                  .text(row.column())
                  .text(row.invalidValue())
                  .text(row.remediation())
                  .json(row.elaboration()));

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_issue>
      WHERE session_id = :sessionId AND rowid > :after
        AND orchestration_session_issue_id IS NOT NULL
      ORDER BY rowid LIMIT :limit
      """)
  List<Issue> page(String sessionId, long after, int limit);

  /** The last of those with an id: a text, the bytes of one, or bytes that are none. */
  @SqlQuery(
      """
      SELECT max(rowid) FROM <orchestration_session_issue>
      WHERE orchestration_session_issue_id IN (:id, CAST(:id AS BLOB), unhex(:id))
      """)
  Optional<Long> place(String id);

  @SqlQuery(
      """
      SELECT * FROM <orchestration_session_issue>
      WHERE orchestration_session_issue_id IN (:id, CAST(:id AS BLOB), unhex(:id))
      ORDER BY rowid DESC LIMIT 1
      """)
  Optional<Issue> find(String id);

  @SqlQuery(
      """
      SELECT issue_type, severity, session_entry_id, count(*) AS issue_count
      FROM (SELECT issue_type, session_entry_id, CASE WHEN json_valid(elaboration)
          THEN CASE json_type(elaboration, '$.severity') WHEN 'text'
            THEN json_extract(elaboration, '$.severity') END END AS severity
        FROM <orchestration_session_issue> WHERE session_id = :sessionId)
      GROUP BY issue_type, severity, session_entry_id
      ORDER BY issue_type, severity, session_entry_id
      """)
  List<IssueCount> counts(String sessionId);
}
