package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Measurement;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Reading.Result;
import dev.batchkit.indicator.Side;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Quantity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares each record of the target with the record of the source that has its key. There is one
 * record for each key of either side. A key that stands more than once on a side is not compared,
 * whether the other side has it or not, and shows no value of that side; then one that a side
 * lacks; then NULL; then what is no value of this kind.
 *
 * @param <T> what is compared
 */
abstract class PairType<T> implements IndicatorType {
  /** The value as what is compared; null if it is none. */
  abstract @Nullable T read(Object value, ZoneId zone);

  /** How far target is from source, with its sign. */
  abstract String difference(T source, T target);

  /** What a quantity comes to. */
  abstract Result result(Quantity quantity, T source, T target);

  @Override
  public final Set<Side> sides() {
    return EnumSet.allOf(Side.class);
  }

  @Override
  public final void measure(Measurement measurement) throws Exception {
    try (JoinedDatasets joined = measurement.join()) {
      while (joined.next()) {
        DatasetKey key = joined.key();
        measurement.add(key, readings(measurement, joined));
      }
    }
  }

  private List<Reading> readings(Measurement measurement, JoinedDatasets joined) {
    Finding ofKey = ofKey(joined.count(Side.SOURCE), joined.count(Side.TARGET));
    List<String> measures = measurement.definition().measures();
    List<Reading> readings = new ArrayList<>(measures.size());
    for (int i = 0; i < measures.size(); i++) {
      Readings pair =
          new Readings(
              measurement,
              measures.get(i),
              only(joined, Side.SOURCE, i),
              only(joined, Side.TARGET, i));
      readings.add(ofKey == null ? compared(pair) : pair.of(ofKey));
    }
    return readings;
  }

  private static @Nullable Finding ofKey(long sources, long targets) {
    if (sources > 1 || targets > 1) {
      return Finding.DUPLICATE_KEY;
    }
    if (sources == 0) {
      return Finding.MISSING_IN_SOURCE;
    }
    return targets == 0 ? Finding.MISSING_IN_TARGET : null;
  }

  private static @Nullable Object only(JoinedDatasets joined, Side side, int measure) {
    return joined.count(side) == 1 ? joined.measure(side, measure) : null;
  }

  private Reading compared(Readings pair) {
    Object source = pair.source();
    Object target = pair.target();
    if (source == null || target == null) {
      return pair.of(Finding.NULL_VALUE);
    }
    ZoneId zone = pair.measurement().definition().zone();
    T from = read(source, zone);
    T to = read(target, zone);
    if (from == null || to == null) {
      return pair.of(Finding.NOT_COMPARABLE);
    }
    return pair.of(difference(from, to), quantity -> result(quantity, from, to));
  }
}
