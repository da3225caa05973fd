package dev.batchkit.measuring;

import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.Measurement;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Side;
import dev.batchkit.session.Finding;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures each record of the target by itself, in the order of the dataset. Nothing is matched, so
 * a key may come any number of times: each record is a record of its own.
 *
 * @param <T> what is measured
 */
abstract class SingleType<T> implements IndicatorType {
  /** The value as what is measured; null if it is none. */
  abstract @Nullable T read(Object value, ZoneId zone);

  /**
   * Measures a value.
   *
   * @param value the value
   * @param reading where it was read, to make the reading
   * @param now what the time was after the dataset had been opened
   */
  abstract Reading measured(T value, Readings reading, Instant now);

  @Override
  public final Set<Side> sides() {
    return EnumSet.of(Side.TARGET);
  }

  @Override
  public final void measure(Measurement measurement) throws Exception {
    try (Dataset dataset = measurement.open(Side.TARGET)) {
      Instant now = measurement.now();
      while (dataset.next()) {
        measurement.add(dataset.key(), readings(measurement, dataset, now));
      }
    }
  }

  private List<Reading> readings(Measurement measurement, Dataset dataset, Instant now) {
    List<String> measures = measurement.definition().measures();
    List<Reading> readings = new ArrayList<>(measures.size());
    for (int i = 0; i < measures.size(); i++) {
      Readings reading = new Readings(measurement, measures.get(i), null, dataset.measure(i));
      readings.add(reading(reading, now));
    }
    return readings;
  }

  private Reading reading(Readings reading, Instant now) {
    Object value = reading.target();
    if (value == null) {
      return reading.of(Finding.NULL_VALUE);
    }
    T read = read(value, reading.measurement().definition().zone());
    return read == null ? reading.of(Finding.NOT_COMPARABLE) : measured(read, reading, now);
  }
}
