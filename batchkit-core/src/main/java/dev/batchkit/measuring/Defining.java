package dev.batchkit.measuring;

import dev.batchkit.batch.Actor;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchIndicator;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.json.Json;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.LoadReport;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.IndicatorReads;
import dev.batchkit.store.IndicatorWrites;
import dev.batchkit.store.NewIndicator;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Defines indicators: nothing that could not be measured is stored. Safe for any threads. */
public final class Defining {
  private final Store store;
  private final Clock clock;
  private final Map<String, IndicatorType> types;
  private final DataDoors doors;

  Defining(Store store, Clock clock, Map<String, IndicatorType> types, DataDoors doors) {
    this.store = store;
    this.clock = clock;
    this.types = types;
    this.doors = doors;
  }

  /** What is defined now. */
  public IndicatorReads reads() {
    return store.indicators();
  }

  /** Defines an indicator in a group, both made where they are not there. */
  public Indicator define(String group, IndicatorDefinition definition, @Nullable Actor actor) {
    List<String> faults = new ArrayList<>(Definitions.check(definition, types, doors));
    faults.addAll(DefinitionFile.faultsOfName("group", group));
    if (!faults.isEmpty()) {
      throw new InvalidValue(
          "The indicator cannot be defined: " + String.join("; ", faults) + ".", faults, null);
    }
    return store.inUnit(
        "define",
        unit -> {
          IndicatorWrites indicators = unit.indicators();
          Instant at = clock.instant();
          ActorIds by = resolve(unit, actor);
          long groupId = indicators.putGroup(group, at, by);
          long id = indicators.put(indicator(groupId, definition, at, by));
          return indicators.indicator(id).orElseThrow();
        });
  }

  /** Loads a file of definitions: all of it, or nothing. */
  public LoadReport load(Json text, @Nullable Actor actor) {
    List<DefinitionFile.Group> groups = DefinitionFile.read(text, types, doors);
    return store.inUnit("define", unit -> new Loading(unit, resolve(unit, actor)).load(groups));
  }

  /** Says whether an indicator is measured with its group. */
  public Indicator activate(String name, boolean active) {
    return store.inUnit(
        "define",
        unit -> {
          Indicator there = require(unit.indicators(), name);
          unit.indicators().activate(there.id(), active, clock.instant());
          return require(unit.indicators(), name);
        });
  }

  /**
   * The indicator of this name.
   *
   * @throws NoSuchIndicator if there is none
   */
  public static Indicator require(IndicatorReads indicators, String name) {
    return indicators
        .indicator(name)
        .orElseThrow(
            () ->
                new NoSuchIndicator("There is no indicator " + name + ". Define it first.", name));
  }

  private static ActorIds resolve(Unit unit, @Nullable Actor actor) {
    return actor == null ? ActorIds.NOBODY : unit.resolve(actor);
  }

  private static NewIndicator indicator(
      long groupId, IndicatorDefinition definition, Instant at, ActorIds by) {
    return new NewIndicator(
        definition.name(),
        definition.description(),
        groupId,
        definition.order(),
        definition.active(),
        definition.type(),
        Json.write(definition),
        at,
        by);
  }

  /** Loads a file inside a unit. */
  private final class Loading {
    private final IndicatorWrites indicators;
    private final ActorIds by;
    private final Instant at = clock.instant();
    private final List<String> added = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private final List<String> deactivated = new ArrayList<>();

    Loading(Unit unit, ActorIds by) {
      indicators = unit.indicators();
      this.by = by;
    }

    LoadReport load(List<DefinitionFile.Group> groups) {
      Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      List<Long> ids = new ArrayList<>();
      for (DefinitionFile.Group group : groups) {
        long id = indicators.putGroup(group.name(), at, by);
        ids.add(id);
        for (IndicatorDefinition definition : group.indicators()) {
          named.add(definition.name());
          put(indicator(id, definition, at, by));
        }
      }
      ids.forEach(id -> deactivateOthers(id, named));
      return new LoadReport(added, changed, unchanged, deactivated);
    }

    private void put(NewIndicator indicator) {
      Indicator there = indicators.indicator(indicator.name()).orElse(null);
      if (there != null && isSame(there, indicator)) {
        unchanged.add(indicator.name());
        return;
      }
      long unused = indicators.put(indicator);
      (there == null ? added : changed).add(indicator.name());
    }

    private boolean isSame(Indicator there, NewIndicator indicator) {
      return there.name().equals(indicator.name())
          && there.groupId() == indicator.groupId()
          && there.active() == indicator.active()
          && indicator.definition().equals(there.definition());
    }

    private void deactivateOthers(long groupId, Set<String> named) {
      for (Indicator indicator : indicators.indicators(groupId)) {
        if (indicator.active() && !named.contains(indicator.name())) {
          indicators.activate(indicator.id(), false, at);
          deactivated.add(indicator.name());
        }
      }
    }
  }
}
