package dev.batchkit.sqlite;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code batchkit_key}. */
interface KeySql {
  @SqlQuery("SELECT batch_id FROM <batchkit_key> WHERE batch_type = :type AND batch_key = :key")
  Optional<Long> find(String type, String key);

  @SqlUpdate(
      "INSERT INTO <batchkit_key> (batch_type, batch_key, batch_id) VALUES (:type, :key, :batchId)")
  void insert(String type, String key, long batchId);

  @SqlUpdate("DELETE FROM <batchkit_key> WHERE batch_id = :batchId")
  void delete(long batchId);
}
