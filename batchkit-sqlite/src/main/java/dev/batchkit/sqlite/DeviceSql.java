package dev.batchkit.sqlite;

import dev.batchkit.orchestration.Device;
import java.time.Instant;
import java.util.List;
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
      INSERT INTO <device> (device_id, name, state, boundary, segmentation, state_sysinfo,
        elaboration, created_at, created_by)
      VALUES (:d.id, :d.name, :d.state, :d.boundary, :d.segmentation, :d.sysinfo, :d.elaboration,
        :at, 'batchkit')
      """)
  void insert(@BindMethods("d") Device device, Instant at);

  @SqlQuery("SELECT * FROM <device> WHERE device_id = :id")
  Optional<Device> find(String id);

  @SqlQuery("SELECT * FROM <device> ORDER BY device_id")
  List<Device> all();
}
