package dev.batchkit.testkit;

import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.IndicatorWrites;
import dev.batchkit.store.NewIndicator;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes indicators and their groups, whose ids count up since none is ever deleted. */
final class MemoryIndicatorWrites extends MemoryIndicatorReads implements IndicatorWrites {
  private final View view;

  MemoryIndicatorWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public long putGroup(String name, Instant at, ActorIds by) {
    return group(name).map(IndicatorGroup::id).orElseGet(() -> insert(name, View.stored(at), by));
  }

  private long insert(String name, Instant at, ActorIds by) {
    return view.read(
        state -> {
          state.check(new ActorIds(null, by.groupId()));
          long id = next(state.indicatorGroups);
          IndicatorGroup group = new IndicatorGroup(id, name, at, at, by.groupId());
          state.indicatorGroups = state.indicatorGroups.with(id, group);
          return id;
        });
  }

  private static long next(Tree<Long, ?> byId) {
    long[] last = {0};
    byId.descend(
        Long.MAX_VALUE,
        (id, value) -> {
          last[0] = id;
          return false;
        });
    return last[0] + 1;
  }

  @Override
  public long put(NewIndicator indicator) {
    Optional<Indicator> known = indicator(indicator.name());
    return view.read(
        state -> {
          Refused.unless(
              state.indicatorGroups.has(indicator.groupId()),
              "The indicator group " + indicator.groupId());
          if (known.isEmpty()) {
            state.check(new ActorIds(null, indicator.by().groupId()));
          }
          Indicator stored =
              known
                  .map(before -> stored(before.id(), indicator, before))
                  .orElseGet(() -> stored(next(state.indicators), indicator, null));
          state.indicators = state.indicators.with(stored.id(), stored);
          return stored.id();
        });
  }

  private static Indicator stored(long id, NewIndicator indicator, @Nullable Indicator before) {
    Instant at = View.stored(indicator.at());
    return new Indicator(
        id,
        indicator.name(),
        indicator.description(),
        indicator.groupId(),
        indicator.order(),
        indicator.active(),
        indicator.type(),
        indicator.definition(),
        before == null ? at : before.createdAt(),
        at,
        before == null ? indicator.by().groupId() : before.userGroupId());
  }

  @Override
  public void activate(long indicatorId, boolean active, Instant at) {
    view.change(
        state -> {
          Indicator before = state.indicators.get(indicatorId);
          if (before == null) {
            throw Refused.because(Refused.MISSING, "There is no indicator " + indicatorId + ".");
          }
          Indicator now =
              new Indicator(
                  indicatorId,
                  before.name(),
                  before.description(),
                  before.groupId(),
                  before.order(),
                  active,
                  before.type(),
                  before.definition(),
                  before.createdAt(),
                  View.stored(at),
                  before.userGroupId());
          state.indicators = state.indicators.with(indicatorId, now);
        });
  }
}
