package dev.batchkit.measuring;

import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Measurement;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Side;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quantity;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a type is given to measure with, in one try. */
final class TryMeasurement implements Measurement {
  private static final int MOST_KEYS = 1_000;

  private final IndicatorDefinition definition;
  private final DatasetDoor door;
  private final Judge judge;
  private final Stop stop;
  private final Clock clock;
  private final History history;
  private final Set<Quantity> quantities;

  TryMeasurement(
      IndicatorDefinition definition,
      DatasetDoor door,
      Judge judge,
      Stop stop,
      Clock clock,
      History history) {
    this.definition = definition;
    this.door = door;
    this.judge = judge;
    this.stop = stop;
    this.clock = clock;
    this.history = history;
    this.quantities = quantities(definition);
  }

  private static Set<Quantity> quantities(IndicatorDefinition definition) {
    Set<Quantity> quantities = EnumSet.of(definition.alertWhen().quantity());
    AlertCondition warnWhen = definition.warnWhen();
    if (warnWhen != null) {
      quantities.add(warnWhen.quantity());
    }
    return Collections.unmodifiableSet(quantities);
  }

  @Override
  public IndicatorDefinition definition() {
    return definition;
  }

  @Override
  public <P extends Record> P parameters(Class<P> record) {
    return definition.parameters().as(record);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Set<Quantity> quantities() {
    return quantities;
  }

  @Override
  public Dataset open(Side side) throws Exception {
    stop.require();
    return door.open(side);
  }

  @Override
  public JoinedDatasets join() throws Exception {
    stop.require();
    return door.join();
  }

  @Override
  public void add(DatasetKey key, List<Reading> readings) {
    stop.require();
    judge.add(key, readings);
  }

  @Override
  public Map<DatasetKey, List<MeasuredRecord>> history(List<DatasetKey> keys, int sessions) {
    if (keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException("the history of at most " + MOST_KEYS + " keys is read");
    }
    stop.require();
    return history.of(keys, sessions);
  }

  @Override
  public void requireGoing() {
    stop.require();
  }

  @Override
  public @Nullable String text(@Nullable Object value) {
    return Values.text(value);
  }
}
