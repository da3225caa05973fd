package dev.batchkit.sqlite;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code batchkit_cancel}. */
interface CancelSql {
  @SqlUpdate(
      """
      INSERT INTO <batchkit_cancel> (orchestration_session_id, requested_at, requested_by_id)
      VALUES (:runId, :at, :userId)
      """)
  void insert(String runId, Instant at, @Nullable Long userId);

  @SqlQuery(
      "SELECT EXISTS (SELECT 1 FROM <batchkit_cancel> WHERE orchestration_session_id = :runId)")
  boolean isRequested(String runId);
}
