package dev.batchkit.store;

import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import java.util.List;
import java.util.Optional;

/** Reads indicators and their groups, also those that other programs wrote. */
public interface IndicatorReads {
  /** The group with this id. */
  Optional<IndicatorGroup> group(long groupId);

  /** The group with this name; case counts. */
  Optional<IndicatorGroup> group(String name);

  /**
   * A page of groups, by ascending id.
   *
   * @param after only ids above this one; 0 for the first page
   * @param limit at most so many
   */
  List<IndicatorGroup> groups(long after, int limit);

  /** The indicator with this id. */
  Optional<Indicator> indicator(long indicatorId);

  /** The indicator with this name, whatever its case. */
  Optional<Indicator> indicator(String name);

  /** The indicators of a group, by order and then id. */
  List<Indicator> indicators(long groupId);
}
