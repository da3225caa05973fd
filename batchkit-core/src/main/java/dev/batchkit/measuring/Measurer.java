package dev.batchkit.measuring;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Column;
import dev.batchkit.error.WrongState;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.session.Indicator;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that measures on one open store. Safe for any number of threads. */
public final class Measurer {
  /** The key of the type of batches that measure. */
  public static final String BATCH_TYPE = GroupHandler.KEY;

  private final Store store;
  private final Clock clock;
  private final DataDoors doors;
  private final Map<String, IndicatorType> types;
  private final Telling telling;
  private final GroupHandler handler;
  private final Defining defining;

  private Measurer(
      Store store, Clock clock, MeasuringSettings settings, Map<String, IndicatorType> types) {
    this.store = store;
    this.clock = clock;
    this.types = types;
    doors = new DataDoors(settings.sources(), settings.records());
    telling = new Telling(store, clock, settings.listeners());
    handler = new GroupHandler(store.indicators(), context -> new GroupExecutor(context, this));
    defining = new Defining(store, clock, types, doors);
  }

  /**
   * Makes one.
   *
   * @param loaders asked for provided indicator types
   * @throws dev.batchkit.error.InvalidHandler if an indicator type cannot be registered
   * @throws dev.batchkit.error.InvalidValue if a name of the settings cannot be
   */
  public static Measurer of(
      Store store, Clock clock, MeasuringSettings settings, List<ClassLoader> loaders) {
    settings.requireValid();
    return new Measurer(store, clock, settings, TypeRegistry.of(settings.types(), loaders));
  }

  /** The handler of batches of indicator groups. */
  public BatchHandler<?, ?> handler() {
    return handler;
  }

  /** Defines indicators. */
  public Defining defining() {
    return defining;
  }

  /**
   * The group of a batch that is to be created, once it is sure that it has something to measure.
   *
   * @return its id
   * @throws dev.batchkit.error.NoSuchIndicator if there is no such group, or nothing in it to
   *     measure
   * @throws dev.batchkit.error.InvalidValue if one that is named is not in the group, or not active
   */
  public long requireGroup(GroupBatch batch) {
    return handler.chosen(batch).get(0).groupId();
  }

  /** The columns that a batch of indicators names when it is created. */
  public static List<Column> columns() {
    return IndicatorRow.COLUMNS;
  }

  /**
   * Asks the run that measures a batch to leave one indicator.
   *
   * @throws dev.batchkit.error.NoSuchIndicator if there is none of this name
   * @throws WrongState if no run holds the batch
   */
  public void cancel(Batch batch, String indicator, @Nullable Actor actor) {
    Indicator there = Defining.require(store.indicators(), indicator);
    if (batch.status() != BatchStatus.RUNNING) {
      throw new WrongState(
          batch.name()
              + " is "
              + batch.status().word()
              + ": no run holds it. There is nothing to stop.",
          batch.id().value(),
          String.valueOf(batch.type()),
          batch.status().word());
    }
    store.inUnit(
        "cancel",
        unit -> {
          ActorIds by = actor == null ? ActorIds.NOBODY : unit.resolve(actor);
          unit.sessions().requestCancel(batch.id().value(), there.id(), clock.instant(), by);
          return there;
        });
  }

  /** Tells listeners what they were not told yet, and gives how many things were told. */
  public int tell() {
    return telling.tell();
  }

  Store store() {
    return store;
  }

  Clock clock() {
    return clock;
  }

  DataDoors doors() {
    return doors;
  }

  Map<String, IndicatorType> types() {
    return types;
  }

  Telling telling() {
    return telling;
  }
}
