package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Nature;
import java.time.Instant;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code orchestration_nature}. */
interface NatureSql {
  @SqlUpdate(
      """
      INSERT INTO <orchestration_nature> (orchestration_nature_id, nature, created_at, created_by)
      VALUES (:n.id, :n.label, :at, 'batchkit')
      ON CONFLICT (orchestration_nature_id) DO NOTHING
      """)
  void insert(@BindMethods("n") Nature nature, Instant at);
}
