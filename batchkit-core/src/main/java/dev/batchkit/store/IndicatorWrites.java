package dev.batchkit.store;

import java.time.Instant;

/** Writes indicators and their groups. They are never deleted: sessions refer to them. */
public interface IndicatorWrites extends IndicatorReads {
  /**
   * Finds a group by its name, or inserts it; one that is there stays as it is.
   *
   * @param by whose group becomes that of a new one
   * @return its id
   */
  long putGroup(String name, Instant at, ActorIds by);

  /**
   * Inserts an indicator, or writes all of the one with this name, whatever its case, but its id,
   * when it was created and the user group that it belongs to.
   *
   * @return its id
   * @throws dev.batchkit.error.StoreFailed if its group is not there
   */
  long put(NewIndicator indicator);

  /**
   * Says whether an indicator is measured with its group.
   *
   * @throws dev.batchkit.error.StoreFailed if it is not there
   */
  void activate(long indicatorId, boolean active, Instant at);
}
