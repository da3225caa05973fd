package dev.batchkit.sqlite;

import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.IndicatorWrites;
import dev.batchkit.store.NewIndicator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Indicators and their groups. */
final class SqliteIndicators implements IndicatorWrites {
  private final Door door;

  SqliteIndicators(Door door) {
    this.door = door;
  }

  @Override
  public Optional<IndicatorGroup> group(long groupId) {
    return door.call(db -> db.sql(IndicatorSql.class).group(groupId));
  }

  @Override
  public Optional<IndicatorGroup> group(String name) {
    return door.call(db -> db.sql(IndicatorSql.class).group(name));
  }

  @Override
  public List<IndicatorGroup> groups(long after, int limit) {
    return door.call(db -> db.sql(IndicatorSql.class).groups(after, Math.max(0, limit)));
  }

  @Override
  public Optional<Indicator> indicator(long indicatorId) {
    return door.call(db -> db.sql(IndicatorSql.class).indicator(indicatorId));
  }

  @Override
  public Optional<Indicator> indicator(String name) {
    return door.call(db -> db.sql(IndicatorSql.class).indicator(name));
  }

  @Override
  public List<Indicator> indicators(long groupId) {
    return door.call(db -> db.sql(IndicatorSql.class).indicators(groupId));
  }

  @Override
  public long putGroup(String name, Instant at, ActorIds by) {
    return door.call(
        db -> {
          IndicatorSql sql = db.sql(IndicatorSql.class);
          Optional<Long> known = sql.group(name).map(IndicatorGroup::id);
          return known.orElseGet(() -> sql.insertGroup(name, at, by.groupId()));
        });
  }

  @Override
  public long put(NewIndicator indicator) {
    return door.call(
        db -> {
          IndicatorSql sql = db.sql(IndicatorSql.class);
          Optional<Indicator> known = sql.indicator(indicator.name());
          if (known.isEmpty()) {
            return sql.insert(indicator, indicator.by().groupId());
          }
          sql.update(known.get().id(), indicator);
          return known.get().id();
        });
  }

  @Override
  public void activate(long indicatorId, boolean active, Instant at) {
    door.call(
        db -> {
          int touched = db.sql(IndicatorSql.class).activate(indicatorId, active, at);
          Db.one(touched, "There is no indicator " + indicatorId + ".");
          return touched;
        });
  }
}
