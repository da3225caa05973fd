package dev.batchkit.sqlite;

import dev.batchkit.store.PurgeRecord;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code batchkit_purged}. */
interface PurgeSql {
  @SqlUpdate(
      """
      INSERT INTO <batchkit_purged> (batch_id, purged_at, purged_by_id, batch_type, owner,
        row_count, seal_sha256)
      SELECT batch_id, :p.at, :p.byId, :p.type, :p.owner, :p.rows, :p.seal
      FROM <batchkit_batch> WHERE batch_id = :p.batchId AND claim_owner IS NULL
      """)
  int insert(@BindMethods("p") PurgeRecord record);

  @SqlQuery("SELECT * FROM <batchkit_purged> WHERE batch_id = :batchId")
  Optional<PurgeRecord> find(long batchId);

  @SqlQuery(
      """
      SELECT p.* FROM <batchkit_purged> p CROSS JOIN <batch> b ON b.id = p.batch_id
      ORDER BY p.batch_id
      """)
  List<PurgeRecord> unfinished();
}
