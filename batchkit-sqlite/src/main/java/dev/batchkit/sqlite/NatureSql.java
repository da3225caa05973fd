package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Nature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code orchestration_nature}. */
interface NatureSql {
  @SqlUpdate(
      """
      INSERT INTO <orchestration_nature> (orchestration_nature_id, nature, elaboration, created_at,
        created_by)
      VALUES (:n.id, :n.label, :n.elaboration, :at, 'batchkit')
      """)
  void insert(@BindMethods("n") Nature nature, Instant at);

  @SqlQuery("SELECT * FROM <orchestration_nature> WHERE orchestration_nature_id = :id")
  Optional<Nature> find(String id);

  @SqlQuery("SELECT * FROM <orchestration_nature> ORDER BY orchestration_nature_id")
  List<Nature> all();
}
