package dev.batchkit.sqlite;

import dev.batchkit.batch.Run;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code batchkit_run}. */
interface RunSql {
  @SqlUpdate(
      """
      INSERT INTO <batchkit_run> (orchestration_session_id, batch_id, activity, attempt, owner,
        phase, done, total, failed, skipped, issues, started_at, last_seen_at, outcome)
      VALUES (:r.id, :batchId, :activity, :r.attempt, :r.owner, :r.phase, :r.done, :r.total,
        :r.failed, :r.skipped, :r.issues, :r.startedAt, :r.lastSeenAt, :outcome)
      """)
  void insert(@BindMethods("r") Run run, long batchId, String activity, @Nullable String outcome);

  @SqlQuery("SELECT * FROM <batchkit_run> WHERE orchestration_session_id = :id")
  Optional<Run> find(String id);

  @SqlQuery("SELECT * FROM <batchkit_run> WHERE batch_id = :batchId ORDER BY rowid")
  List<Run> ofBatch(long batchId);

  @SqlQuery(
      """
      SELECT DISTINCT batch_id FROM <batchkit_run> r
      WHERE batch_id > :after
        AND NOT EXISTS (SELECT 1 FROM <batchkit_batch> WHERE batch_id = r.batch_id)
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> WHERE batch_id = r.batch_id)
      ORDER BY batch_id LIMIT :limit
      """)
  List<Long> withoutBatch(long after, int limit);
}
