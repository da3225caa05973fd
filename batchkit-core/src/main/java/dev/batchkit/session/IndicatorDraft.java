package dev.batchkit.session;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator is to be. It needs a name, a type and a condition to alert, and the datasets
 * that its type asks for. Immutable: every method that changes something gives a new one.
 */
public final class IndicatorDraft {
  /** Says nothing yet. */
  public static final IndicatorDraft EMPTY = new IndicatorDraft(new Values());

  private final Values values;

  private IndicatorDraft(Values values) {
    this.values = values;
  }

  /** What was said; changed by nobody once it is in a draft. */
  private static final class Values implements Cloneable {
    @Nullable String name;
    @Nullable String description;
    @Nullable String type;
    int order;
    boolean active = true;
    @Nullable DataSet source;
    @Nullable DataSet target;
    List<String> key = List.of();
    List<String> measures = List.of();
    @Nullable AlertCondition alertWhen;
    @Nullable AlertCondition warnWhen;
    Tolerance alertAbove = Tolerance.NONE;
    Tolerance warnAbove = Tolerance.NONE;
    Treatments treat = Treatments.DEFAULT;
    Duration timeLimit = IndicatorDefinition.TIME_LIMIT;
    int retries;
    Duration retryAfter = IndicatorDefinition.RETRY_AFTER;
    @Nullable KeepRecords keep;
    ZoneId zone = IndicatorDefinition.ZONE;
    boolean sorted;
    Json parameters = IndicatorDefinition.NO_PARAMETERS;

    @Override
    public Values clone() {
      try {
        return (Values) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private IndicatorDraft with(Consumer<Values> change) {
    Values changed = values.clone();
    change.accept(changed);
    return new IndicatorDraft(changed);
  }

  /** Its name: unique among all indicators, whatever its case. */
  public IndicatorDraft name(String name) {
    return with(v -> v.name = name);
  }

  /** Says for people what it measures. */
  public IndicatorDraft description(String description) {
    return with(v -> v.description = description);
  }

  /** The key of its type, such as {@code completeness}. */
  public IndicatorDraft type(String type) {
    return with(v -> v.type = type);
  }

  /** Indicators of one order are measured at the same time, lower orders first; 0. */
  public IndicatorDraft order(int order) {
    return with(v -> v.order = order);
  }

  /** Has it not be measured with its group. */
  public IndicatorDraft inactive() {
    return with(v -> v.active = false);
  }

  /** The query that gives its source, and the name of the data source that is asked. */
  public IndicatorDraft source(String data, String query) {
    return with(v -> v.source = DataSet.query(data, query));
  }

  /** The source of records that is its source. */
  public IndicatorDraft source(String records) {
    return with(v -> v.source = DataSet.records(records));
  }

  /** The query that gives its target, and the name of the data source that is asked. */
  public IndicatorDraft target(String data, String query) {
    return with(v -> v.target = DataSet.query(data, query));
  }

  /** The source of records that is its target. */
  public IndicatorDraft target(String records) {
    return with(v -> v.target = DataSet.records(records));
  }

  /** The columns that tell records apart. */
  public IndicatorDraft key(String... columns) {
    return with(v -> v.key = List.of(columns));
  }

  /** The columns that are measured. */
  public IndicatorDraft measures(String... columns) {
    return with(v -> v.measures = List.of(columns));
  }

  /**
   * A record alerts when this is true of it.
   *
   * @param threshold an exact decimal, such as {@code 0.1}
   * @throws InvalidValue if the threshold is none
   */
  public IndicatorDraft alertWhen(Quantity quantity, AlertOperator operator, String threshold) {
    AlertCondition condition = AlertCondition.of(quantity, operator, threshold);
    return with(v -> v.alertWhen = condition);
  }

  /**
   * A record that does not alert warns when this is true of it.
   *
   * @param threshold an exact decimal, such as {@code 0.1}
   * @throws InvalidValue if the threshold is none
   */
  public IndicatorDraft warnWhen(Quantity quantity, AlertOperator operator, String threshold) {
    AlertCondition condition = AlertCondition.of(quantity, operator, threshold);
    return with(v -> v.warnWhen = condition);
  }

  /**
   * The session alerts when more records do: a number such as {@code 10}, or a part of all records
   * such as {@code 0.5%}; 0.
   *
   * @throws InvalidValue if it is neither
   */
  public IndicatorDraft alertAbove(String tolerance) {
    Tolerance parsed = Tolerance.of(tolerance);
    return with(v -> v.alertAbove = parsed);
  }

  /**
   * The session warns when more records alert or warn; as {@link #alertAbove}.
   *
   * @throws InvalidValue if it is neither
   */
  public IndicatorDraft warnAbove(String tolerance) {
    Tolerance parsed = Tolerance.of(tolerance);
    return with(v -> v.warnAbove = parsed);
  }

  /** What becomes of records that cannot be compared. */
  public IndicatorDraft treat(Treatments treatments) {
    return with(v -> v.treat = treatments);
  }

  /** How long one try may take before its queries are stopped; 10 minutes. */
  public IndicatorDraft timeLimit(Duration limit) {
    return with(v -> v.timeLimit = limit);
  }

  /** How often it is tried again after a failure in the same run, and how long it waits before. */
  public IndicatorDraft retry(int times, Duration after) {
    return with(
        v -> {
          v.retries = times;
          v.retryAfter = after;
        });
  }

  /** Which records are kept with its sessions. */
  public IndicatorDraft keep(KeepRecords policy) {
    return with(v -> v.keep = policy);
  }

  /** In which zone times without one are read; UTC. */
  public IndicatorDraft zone(ZoneId zone) {
    return with(v -> v.zone = zone);
  }

  /** Says that its queries give their records in ascending order of the key already. */
  public IndicatorDraft sorted() {
    return with(v -> v.sorted = true);
  }

  /**
   * What else its type needs.
   *
   * @throws InvalidValue if something in it has no JSON form
   */
  public IndicatorDraft parameters(Record parameters) {
    Json json = Json.write(parameters);
    return with(v -> v.parameters = json);
  }

  /**
   * The definition.
   *
   * @throws InvalidValue if a name, a type or a condition to alert is missing: all faults at once
   */
  public IndicatorDefinition definition() {
    Values v = values;
    if (v.name == null || v.type == null || v.alertWhen == null) {
      List<String> faults = new ArrayList<>();
      missing(faults, "name", v.name);
      missing(faults, "type", v.type);
      missing(faults, "alertWhen", v.alertWhen);
      throw new InvalidValue(
          "The indicator cannot be defined: " + String.join("; ", faults) + ".", faults, null);
    }
    return new IndicatorDefinition(
        v.name,
        v.description,
        v.type,
        v.order,
        v.active,
        v.source,
        v.target,
        v.key,
        v.measures,
        v.alertWhen,
        v.warnWhen,
        v.alertAbove,
        v.warnAbove,
        v.treat,
        v.timeLimit,
        v.retries,
        v.retryAfter,
        v.keep,
        v.zone,
        v.sorted,
        v.parameters);
  }

  private static void missing(List<String> faults, String name, @Nullable Object value) {
    if (value == null) {
      faults.add(name + ": is missing");
    }
  }
}
