package dev.batchkit.measuring;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.Side;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.DataSet;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.KeepRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks what an indicator is to be measured by, before it is stored. */
final class Definitions {
  private static final int LONGEST_NAME = 200;
  private static final int MOST_RETRIES = 100;

  private final IndicatorDefinition definition;
  private final DataDoors doors;
  private final List<String> faults = new ArrayList<>();

  private Definitions(IndicatorDefinition definition, DataDoors doors) {
    this.definition = definition;
    this.doors = doors;
  }

  /**
   * All faults of a definition, in the order of its components.
   *
   * @param types the types by their keys
   * @param doors the data that definitions may name
   * @return one entry per fault, each beginning with its path, without values; empty if it can be
   *     measured
   */
  static List<String> check(
      IndicatorDefinition definition, Map<String, IndicatorType> types, DataDoors doors) {
    return new Definitions(definition, doors).faults(types);
  }

  private List<String> faults(Map<String, IndicatorType> types) {
    IndicatorType type = types.get(definition.type());
    name(definition.name());
    if (definition.description() != null) {
      storable("description", definition.description());
    }
    require(type != null, "type", "must be one of " + new TreeSet<>(types.keySet()));
    require(definition.order() >= 0, "order", "is negative");
    dataset("source", definition.source(), type, Side.SOURCE);
    dataset("target", definition.target(), type, Side.TARGET);
    columns("key", definition.key());
    columns("measures", definition.measures());
    if (type != null) {
      byType(type);
    }
    time("timeLimit", definition.timeLimit());
    int retries = definition.retries();
    require(
        retries >= 0 && retries <= MOST_RETRIES, "retries", "must be from 0 to " + MOST_RETRIES);
    time("retryAfter", definition.retryAfter());
    if (type != null) {
      keep(type, definition.keep());
      parameters(type);
    }
    return List.copyOf(faults);
  }

  private void byType(IndicatorType type) {
    boolean has = !definition.measures().isEmpty();
    require(has || !type.hasMeasures(), "measures", "must name a column at least");
    require(!has || type.hasMeasures(), "measures", "must be empty for the type " + type.key());
    quantity("alertWhen", type, definition.alertWhen());
    quantity("warnWhen", type, definition.warnWhen());
  }

  private void name(String name) {
    require(!name.isBlank(), "name", "is blank");
    require(
        name.length() <= LONGEST_NAME, "name", "is longer than " + LONGEST_NAME + " characters");
    storable("name", name);
  }

  private void dataset(
      String path, @Nullable DataSet dataset, @Nullable IndicatorType type, Side side) {
    if (type != null) {
      boolean has = type.sides().contains(side);
      require(dataset != null || !has, path, "is missing: the type " + type.key() + " has one");
      require(
          dataset == null || has, path, "must be left out: the type " + type.key() + " has none");
    }
    if (dataset != null) {
      data(path, dataset);
    }
  }

  private void data(String path, DataSet dataset) {
    String query = dataset.query();
    boolean isAsked = doors.sources().containsKey(dataset.data());
    boolean isGiven = doors.records().containsKey(dataset.data());
    require(isAsked || isGiven, path + ".data", "must be one of " + doors.names());
    if (isGiven && !isAsked) {
      require(query == null, path + ".query", "must be left out: records have none");
    } else if (isAsked) {
      require(query != null && !query.isBlank(), path + ".query", "is missing");
    }
    if (query != null) {
      storable(path + ".query", query);
    }
  }

  private void columns(String path, List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String at = path + "[" + i + "]";
      require(!names.get(i).isBlank(), at, "is blank");
      storable(at, names.get(i));
      Integer before = seen.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), i);
      require(before == null, at, "is the same as " + path + "[" + before + "], whatever its case");
    }
  }

  private void quantity(String path, IndicatorType type, @Nullable AlertCondition condition) {
    require(
        condition == null || type.quantities().contains(condition.quantity()),
        path + ".quantity",
        "must be one of " + new TreeSet<>(type.quantities()) + " for the type " + type.key());
  }

  private void time(String path, Duration time) {
    require(!time.isZero() && !time.isNegative(), path, "must be longer than 0");
  }

  private void keep(IndicatorType type, @Nullable KeepRecords keep) {
    boolean fits = keep == null || !type.hasHistory() || keep.equals(KeepRecords.all());
    require(fits, "keep", "must be left out: all records are the history of " + type.key());
  }

  private void parameters(IndicatorType type) {
    try {
      if (type.parameters().isPresent()) {
        Object unused = definition.parameters().as(type.parameters().get());
      } else {
        new TreeMap<>(definition.parameters().members())
            .keySet()
            .forEach(name -> fault("parameters." + name, "is not a parameter of " + type.key()));
      }
    } catch (InvalidValue e) {
      e.faults().forEach(fault -> faults.add("parameters" + fault.substring(1)));
    }
  }

  private void storable(String path, String text) {
    require(!StoredText.isUnfit(text), path, "has a NUL or an unpaired surrogate");
  }

  private void require(boolean holds, String path, String rule) {
    if (!holds) {
      fault(path, rule);
    }
  }

  private void fault(String path, String rule) {
    faults.add(path + ": " + rule);
  }
}
