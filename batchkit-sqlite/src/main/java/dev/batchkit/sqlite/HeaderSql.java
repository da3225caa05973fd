package dev.batchkit.sqlite;

import dev.batchkit.batch.Batch;
import dev.batchkit.json.Json;
import dev.batchkit.store.Claim;
import dev.batchkit.store.NewBatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code batchkit_batch}. */
interface HeaderSql {
  @SqlUpdate(
      """
      INSERT INTO <batchkit_batch> (batch_id, batch_type, batch_key, description, notes,
        params_json, row_table, statuses_json, columns_json, batch_version, rows_from, rows_through, rows_used,
        key_scope)
      VALUES (:id, :b.type, :b.key, :b.description, :b.notes, :b.params, :b.rowTable, :statuses, :columns, 1, 1, 0, 0,
        (SELECT key_scope FROM <batchkit_restore> ORDER BY restore_id DESC LIMIT 1))
      """)
  void insert(long id, @BindMethods("b") NewBatch batch, Json statuses, Json columns);

  @SqlQuery(
      """
      UPDATE <batchkit_batch> SET claim_owner = :owner, claim_token = claim_token + 1,
        activity = :activity, needs_refresh = max(needs_refresh, :needsRefresh)
      WHERE batch_id = :id AND claim_owner IS NULL AND frozen_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> WHERE batch_id = :id)
        AND EXISTS (SELECT 1 FROM <batch> WHERE id = :id AND status IN (<from>))
      RETURNING claim_token
      """)
  Optional<Long> claim(
      long id,
      long owner,
      String activity,
      boolean needsRefresh,
      @BindList("from") Collection<String> from);

  @SqlQuery(
      """
      SELECT batch_id, claim_owner, claim_token, activity FROM <batchkit_batch>
      WHERE claim_owner IS NOT NULL ORDER BY batch_id
      """)
  List<Claim> claims();

  @SqlUpdate(
      """
      UPDATE <batchkit_batch> SET claim_owner = NULL, activity = NULL, handler = :b.handler,
        source_json = :b.source, parent_batch_id = :parent, statuses_json = :statuses, columns_json = :columns,
        batch_version = :b.version, needs_refresh = :b.needsRefresh, rows_from = :rowsFrom,
        rows_through = :rowsThrough, rows_used = :rowsUsed, populated_at = :b.populatedAt,
        executed_at = :b.executedAt, executed_by_id = :b.executedById, result_json = :b.result
      WHERE batch_id = :c.batchId AND claim_owner = :c.owner AND claim_token = :c.token
      """)
  int settle(
      @BindMethods("b") Batch batch,
      @BindMethods("c") Claim claim,
      @Nullable Long parent,
      Json statuses,
      Json columns,
      long rowsFrom,
      long rowsThrough,
      long rowsUsed);

  @SqlUpdate(
      """
      UPDATE <batchkit_batch> SET description = :b.description, notes = :b.notes,
        params_json = :b.params, statuses_json = :statuses, columns_json = :columns,
        complete = :b.isComplete, completed_at = :b.completedAt,
        completed_by_id = :b.completedById, batch_version = :b.version,
        needs_refresh = :b.needsRefresh, rows_from = :rowsFrom, rows_through = :rowsThrough,
        rows_used = :rowsUsed
      WHERE batch_id = :id AND claim_owner IS NULL AND frozen_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> WHERE batch_id = :id)
      """)
  int change(
      long id,
      @BindMethods("b") Batch batch,
      Json statuses,
      Json columns,
      long rowsFrom,
      long rowsThrough,
      long rowsUsed);

  @SqlUpdate(
      """
      UPDATE <batchkit_batch> SET seal_sha256 = :seal, frozen_at = :at
      WHERE batch_id = :id AND frozen_at IS NULL AND claim_owner IS NULL
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> WHERE batch_id = :id)
      """)
  int freeze(long id, String seal, Instant at);

  @SqlUpdate("INSERT INTO <batchkit_restore> (restored_at, key_scope) VALUES (:at, :keyScope)")
  void insertRestore(Instant at, String keyScope);

  @SqlUpdate(
      """
      UPDATE <batchkit_batch> SET restored_at = :at
      WHERE frozen_at IS NULL AND batch_id NOT IN (SELECT batch_id FROM <batchkit_purged>)
      """)
  int restored(Instant at);
}
