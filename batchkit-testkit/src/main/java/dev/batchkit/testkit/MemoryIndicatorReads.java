package dev.batchkit.testkit;

import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.store.IndicatorReads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads indicators and their groups. */
class MemoryIndicatorReads implements IndicatorReads {
  private final View view;

  MemoryIndicatorReads(View view) {
    this.view = view;
  }

  @Override
  public Optional<IndicatorGroup> group(long groupId) {
    return view.read(state -> Optional.ofNullable(state.indicatorGroups.get(groupId)));
  }

  @Override
  public Optional<IndicatorGroup> group(String name) {
    return groups(0, Integer.MAX_VALUE).stream()
        .filter(group -> group.name().equals(name))
        .findFirst();
  }

  @Override
  public List<IndicatorGroup> groups(long after, int limit) {
    return view.read(
        state -> {
          List<IndicatorGroup> page = new ArrayList<>();
          state.indicatorGroups.ascend(
              after + 1, (id, group) -> page.size() < limit && page.add(group));
          return page;
        });
  }

  @Override
  public Optional<Indicator> indicator(long indicatorId) {
    return view.read(state -> Optional.ofNullable(state.indicators.get(indicatorId)));
  }

  @Override
  public Optional<Indicator> indicator(String name) {
    String folded = Names.folded(name);
    return all().stream()
        .filter(indicator -> Names.folded(indicator.name()).equals(folded))
        .findFirst();
  }

  @Override
  public List<Indicator> indicators(long groupId) {
    return all().stream()
        .filter(indicator -> indicator.groupId() == groupId)
        .sorted(Comparator.comparingInt(Indicator::order).thenComparingLong(Indicator::id))
        .toList();
  }

  private List<Indicator> all() {
    return view.read(
        state -> {
          List<Indicator> all = new ArrayList<>();
          state.indicators.ascend(1L, (id, indicator) -> all.add(indicator));
          return all;
        });
  }
}
