package dev.batchkit.sqlite;

import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.store.NewIndicator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The tables {@code indicator} and {@code indicator_group}. */
interface IndicatorSql {
  String GROUP = "SELECT * FROM <indicator_group> WHERE ";
  String INDICATOR = "SELECT * FROM <indicator> WHERE ";

  @SqlQuery(GROUP + "id = :id")
  Optional<IndicatorGroup> group(long id);

  @SqlQuery(GROUP + "name = :name")
  Optional<IndicatorGroup> group(String name);

  @SqlQuery(GROUP + "id > :after ORDER BY id LIMIT :limit")
  List<IndicatorGroup> groups(long after, int limit);

  @SqlQuery(
      """
      INSERT INTO <indicator_group> (name, created_date, updated_date, user_group_id)
      VALUES (:name, :at, :at, :userGroupId) RETURNING id
      """)
  long insertGroup(String name, Instant at, @Nullable Long userGroupId);

  @SqlQuery(INDICATOR + "id = :id")
  Optional<Indicator> indicator(long id);

  @SqlQuery(INDICATOR + "name = :name")
  Optional<Indicator> indicator(String name);

  @SqlQuery(INDICATOR + "indicator_group_id = :groupId ORDER BY execution_order, id")
  List<Indicator> indicators(long groupId);

  @SqlQuery(
      """
      INSERT INTO <indicator> (name, description, execution_order, flag_active, indicator_type,
        definition_json, created_date, updated_date, user_group_id, indicator_group_id)
      VALUES (:i.name, :i.description, :i.order, :i.active, :i.type, :i.definition, :i.at, :i.at,
        :userGroupId, :i.groupId)
      RETURNING id
      """)
  long insert(@BindMethods("i") NewIndicator indicator, @Nullable Long userGroupId);

  @SqlUpdate(
      """
      UPDATE <indicator> SET name = :i.name, description = :i.description,
        execution_order = :i.order, flag_active = :i.active, indicator_type = :i.type,
        definition_json = :i.definition, updated_date = :i.at, indicator_group_id = :i.groupId
      WHERE id = :id
      """)
  void update(long id, @BindMethods("i") NewIndicator indicator);

  @SqlUpdate("UPDATE <indicator> SET flag_active = :active, updated_date = :at WHERE id = :id")
  int activate(long id, boolean active, Instant at);
}
