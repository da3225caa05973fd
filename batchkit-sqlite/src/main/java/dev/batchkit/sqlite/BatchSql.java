package dev.batchkit.sqlite;

import dev.batchkit.batch.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code batch}, read together with batchkit's own header. */
interface BatchSql {
  String COLUMNS =
      """
      SELECT b.id, b.status, b.created_date, b.updated_date, b.created_by_id, b.updated_by_id, b.indicator_group_id,
        k.frozen_at, k.seal_sha256, k.activity, k.batch_type, k.batch_key, k.handler, k.description,
        k.notes, k.params_json, k.source_json, k.parent_batch_id, k.row_table, k.statuses_json, k.columns_json, k.batch_version,
        k.needs_refresh, k.rows_from, k.rows_through, k.rows_used, k.populated_at, k.executed_at,
        k.executed_by_id, k.result_json, k.completed_at, k.completed_by_id, k.key_scope, k.restored_at
      """;

  String HEADER =
      COLUMNS
          + """
          FROM <batch> b LEFT JOIN <batchkit_batch> k ON k.batch_id = b.id
          """;

  String NEWEST_FIRST = " ORDER BY b.id DESC LIMIT :limit";

  /** A purged batch is not there, although its parts are deleted little by little. */
  String NOT_PURGED = " NOT EXISTS (SELECT 1 FROM <batchkit_purged> WHERE batch_id = b.id) ";

  @SqlQuery(HEADER + "WHERE b.id = :id AND" + NOT_PURGED)
  Optional<Batch> find(long id);

  @SqlQuery(
      HEADER
          + "WHERE b.id < :before AND (:status IS NULL OR b.status = :status) AND"
          + NOT_PURGED
          + NEWEST_FIRST)
  List<Batch> page(long before, @Nullable String status, int limit);

  @SqlQuery(
      COLUMNS
          + """
      FROM <batchkit_batch> k CROSS JOIN <batch> b ON b.id = k.batch_id
      WHERE k.batch_type = :type AND k.batch_id < :before AND (:status IS NULL OR b.status = :status)
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> WHERE batch_id = b.id)
      ORDER BY k.batch_id DESC LIMIT :limit
      """)
  List<Batch> pageOfType(String type, long before, @Nullable String status, int limit);

  /** The signs leave the planner no index but that of the few that are complete and not frozen. */
  String WAITING =
      COLUMNS
          + """
          FROM <batchkit_batch> k CROSS JOIN <batch> b ON b.id = k.batch_id
          WHERE k.complete = 1 AND k.frozen_at IS NULL AND b.status = 'Pending'
            AND (:type IS NULL OR k.batch_type = :type) AND +k.batch_id > :after AND
          """
          + NOT_PURGED
          + "ORDER BY +k.batch_id LIMIT :limit";

  @SqlQuery(WAITING)
  List<Batch> complete(@Nullable String type, long after, int limit);

  @SqlQuery(
      """
      INSERT INTO <batch> (status, created_date, updated_date, created_by_id, updated_by_id,
        user_group_id, indicator_group_id)
      VALUES ('Pending', :at, :at, :userId, :userId, :groupId, :indicatorGroupId)
      RETURNING id
      """)
  long insert(
      Instant at, @Nullable Long userId, @Nullable Long groupId, @Nullable Long indicatorGroupId);

  @SqlUpdate(
      """
      UPDATE <batch> SET status = :status, updated_date = :at, updated_by_id = :userId
      WHERE id = :id
      """)
  int setStatus(long id, String status, Instant at, @Nullable Long userId);

  @SqlQuery("SELECT b.status, count(*) AS n FROM <batch> b WHERE" + NOT_PURGED + "GROUP BY 1")
  @KeyColumn("status")
  @ValueColumn("n")
  Map<String, Long> countByStatus();
}
