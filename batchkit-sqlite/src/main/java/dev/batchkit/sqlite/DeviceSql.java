package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Device;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code device}. */
interface DeviceSql {
  @SqlQuery(
      """
      SELECT device_id FROM <device>
      WHERE name = :d.name AND state = :d.state AND boundary = :d.boundary
      """)
  Optional<String> find(@BindMethods("d") Device device);

  @SqlUpdate(
      """
      INSERT INTO <device> (device_id, name, state, boundary, state_sysinfo, created_at, created_by)
      VALUES (:id, :d.name, :d.state, :d.boundary, :d.sysinfo, :at, 'batchkit')
      """)
  void insert(String id, @BindMethods("d") Device device, Instant at);
}
