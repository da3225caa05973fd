package dev.batchkit.sqlite;

import dev.batchkit.orchestration.IssueRelation;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code orchestration_session_issue_relation}. */
interface RelationSql {
  KeptWrite<IssueRelation> INSERT =
      new KeptWrite<>(
          """
          INSERT INTO <orchestration_session_issue_relation> (orchestration_session_issue_relation_id,
            issue_id_prime, issue_id_rel, relationship_nature, elaboration)
          VALUES (?, ?, ?, ?, ?)
          """,
          (row, values) ->
              values
                  .text(row.id())
                  .text(row.issueId())
                  .text(row.relatedId())
                  .text(row.nature())
                  .json(row.elaboration()));

  @SqlQuery(
      """
      SELECT r.* FROM <orchestration_session_issue> i
      JOIN <orchestration_session_issue_relation> r
        ON r.issue_id_prime = i.orchestration_session_issue_id
      WHERE i.session_id = :sessionId AND r.rowid > :after
        AND r.orchestration_session_issue_relation_id IS NOT NULL
      ORDER BY r.rowid LIMIT :limit
      """)
  List<IssueRelation> page(String sessionId, long after, int limit);

  /** The last of those with an id: a text, the bytes of one, or bytes that are none. */
  @SqlQuery(
      """
      SELECT max(rowid) FROM <orchestration_session_issue_relation>
      WHERE orchestration_session_issue_relation_id IN (:id, CAST(:id AS BLOB), unhex(:id))
      """)
  Optional<Long> place(String id);
}
