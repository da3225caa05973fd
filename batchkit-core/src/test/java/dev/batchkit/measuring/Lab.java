package dev.batchkit.measuring;

import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.Side;
import dev.batchkit.json.Json;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.KeepRecords;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.MeasuredValue;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Tolerance;
import dev.batchkit.session.Treatments;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.NewRecord;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Measures lists of records by a type, as an indicator would. */
final class Lab {
  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final IndicatorType type;
  private Ground ground = Ground.RECORDS;
  private final List<Map<String, Object>> source = new ArrayList<>();
  private final List<Map<String, Object>> target = new ArrayList<>();
  private List<String> key = List.of("k");
  private List<String> measures = List.of("v");
  private AlertCondition alertWhen;
  private AlertCondition warnWhen;
  private Tolerance alertAbove;
  private Tolerance warnAbove;
  private Treatments treat;
  private KeepRecords keep = KeepRecords.all();
  private ZoneId zone = ZoneOffset.UTC;
  private String parameters = "{}";
  private History history = (keys, sessions) -> Map.of();

  private Lab(IndicatorType type, Quantity quantity) {
    this.type = type;
    this.alertWhen = AlertCondition.of(quantity, AlertOperator.GT, "0");
  }

  static Lab of(IndicatorType type, Quantity quantity) {
    return new Lab(type, quantity);
  }

  static Lab completeness(Quantity quantity) {
    return of(new Completeness(), quantity);
  }

  static Lab freshness() {
    return of(new Freshness(), Quantity.AGE_MINUTES);
  }

  static Lab latency(Quantity quantity) {
    return of(new Latency(), quantity);
  }

  static Lab validity() {
    return of(new Validity(), Quantity.VALUE);
  }

  static Lab anomaly() {
    return of(new Anomaly(), Quantity.SCORE);
  }

  /** Where the records are; given to the program as lists, unless this says otherwise. */
  Lab on(Ground where) {
    ground = where;
    return this;
  }

  /** A number as a dataset gives it. */
  static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  Lab key(String... columns) {
    key = List.of(columns);
    return this;
  }

  Lab measures(String... columns) {
    measures = List.of(columns);
    return this;
  }

  /** The cells of the key, then the measures. */
  Lab source(Object... cells) {
    source.add(record(cells));
    return this;
  }

  Lab target(Object... cells) {
    target.add(record(cells));
    return this;
  }

  private Map<String, Object> record(Object... cells) {
    Map<String, Object> record = new LinkedHashMap<>();
    List<String> columns = columns();
    for (int i = 0; i < cells.length; i++) {
      record.put(columns.get(i), cells[i] instanceof Integer n ? BigDecimal.valueOf(n) : cells[i]);
    }
    return record;
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(key);
    columns.addAll(measures);
    return columns;
  }

  Lab alertWhen(AlertOperator operator, String threshold) {
    alertWhen = AlertCondition.of(alertWhen.quantity(), operator, threshold);
    return this;
  }

  Lab warnWhen(Quantity quantity, AlertOperator operator, String threshold) {
    warnWhen = AlertCondition.of(quantity, operator, threshold);
    return this;
  }

  Lab tolerate(String alertAbove, String warnAbove) {
    this.alertAbove = Tolerance.of(alertAbove);
    this.warnAbove = Tolerance.of(warnAbove);
    return this;
  }

  Lab treat(String json) {
    treat = Json.of(json).as(Treatments.class);
    return this;
  }

  Lab keep(KeepRecords keep) {
    this.keep = keep;
    return this;
  }

  Lab zone(String zone) {
    this.zone = ZoneId.of(zone);
    return this;
  }

  Lab parameters(String json) {
    parameters = json;
    return this;
  }

  Lab history(History history) {
    this.history = history;
    return this;
  }

  IndicatorDefinition definition() {
    return new IndicatorDefinition(
        "indicator",
        null,
        type.key(),
        null,
        null,
        ground.dataset(Side.SOURCE),
        ground.dataset(Side.TARGET),
        key,
        measures,
        alertWhen,
        warnWhen,
        alertAbove,
        warnAbove,
        treat,
        Duration.ofMinutes(5),
        null,
        null,
        keep,
        zone,
        null,
        Json.of(parameters));
  }

  /** What came out, with all records that were kept. */
  record Outcome(Measured measured, List<NewRecord> kept) {
    Verdict verdict() {
      return measured.verdict();
    }

    RecordCounts counts() {
      return measured.counts();
    }

    List<MeasuredRecord> records() {
      return kept.stream().map(NewRecord::record).toList();
    }

    List<Finding> findings() {
      return records().stream().map(MeasuredRecord::finding).toList();
    }

    /** The first value of each record. */
    List<MeasuredValue> values() {
      return records().stream().map(record -> record.values().get(0)).toList();
    }

    List<String> compared() {
      return values().stream().map(MeasuredValue::compared).toList();
    }
  }

  Outcome measure() {
    IndicatorDefinition definition = definition();
    ExecutorService threads = Executors.newCachedThreadPool();
    DataDoors data = laid();
    DoorOpener doors = (which, stop, pool) -> new Datasets(data, which, stop, pool);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    try (Watch watch = new Watch(Set::of);
        Measured measured =
            new Measuring(doors, clock, threads).measure(type, definition, watch, 1, history)) {
      List<NewRecord> kept = new ArrayList<>();
      List<NewRecord> some = measured.take(7);
      while (!some.isEmpty()) {
        kept.addAll(some);
        some = measured.take(7);
      }
      return new Outcome(measured, kept);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private DataDoors laid() {
    try {
      return ground.lay(columns(), source, target);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
