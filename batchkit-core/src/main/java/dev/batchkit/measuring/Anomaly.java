package dev.batchkit.measuring;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.Exact;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Measurement;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Side;
import dev.batchkit.json.Defaulted;
import dev.batchkit.session.Finding;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.MeasuredValue;
import dev.batchkit.session.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether numbers are as usual: compares each with what earlier sessions measured for the same key.
 *
 * <p>Its score is the modified z-score of B. Iglewicz and D. C. Hoaglin, How to Detect and Handle
 * Outliers, ASQC Quality Press 1993, without its sign: {@code 0.6745 * |x - median| / MAD}, where
 * MAD is the median of the absolute deviations from the median; they take what is above 3.5 for an
 * outlier. Where MAD is 0, because more than half of the earlier numbers are the same, it is {@code
 * |x - median| / (1.253314 * MeanAD)}, where MeanAD is the mean of those deviations, as IBM
 * documents the modified z-score for SPSS and Cognos Analytics. Where that is 0 too, because they
 * are all the same, the score of the same number is 0, and of another there is none ({@link
 * Finding#NO_SPREAD}). All of it is exact.
 *
 * <p>A key with fewer earlier numbers than the parameter {@code minimum} is {@link
 * Finding#LEARNING}. A key that stands in the dataset more than once is {@link
 * Finding#DUPLICATE_KEY}, shows no value and so adds nothing to the history. A key that is gone
 * from the dataset is not a record: a completeness indicator finds that.
 *
 * <p>The difference of a record is its number minus the median, with its sign.
 */
final class Anomaly implements IndicatorType {
  private static final int MOST_KEYS = 1_000;
  private static final int MOST_PAST_VALUES = 100_000;

  /**
   * The parameters.
   *
   * @param history with how many earlier sessions a number is compared, 2 to 1,000; 30
   * @param minimum below how many earlier numbers it is not compared, 2 to history; 8, or history
   *     if that is less
   */
  record Parameters(@Defaulted Integer history, @Defaulted Integer minimum) {
    Parameters {
      history = Objects.requireNonNullElse(history, 30);
      minimum = Objects.requireNonNullElse(minimum, Math.min(8, history));
      List<String> faults = new ArrayList<>();
      if (history < 2 || history > 1_000) {
        faults.add("history: must be from 2 to 1000");
      } else if (minimum < 2 || minimum > history) {
        faults.add("minimum: must be from 2 to history");
      }
      if (!faults.isEmpty()) {
        throw new InvalidValue(
            "Anomalies cannot be found so: " + String.join("; ", faults) + ".", faults, null);
      }
    }
  }

  /** A record that is to be compared with its history. */
  private record Subject(DatasetKey key, boolean unique, List<@Nullable Object> values) {
    static Subject of(JoinedDatasets sorted, int measures) {
      boolean unique = sorted.count(Side.TARGET) == 1;
      List<@Nullable Object> values = new ArrayList<>(measures);
      for (int i = 0; i < measures; i++) {
        values.add(unique ? sorted.measure(Side.TARGET, i) : null);
      }
      return new Subject(sorted.key(), unique, values);
    }
  }

  @Override
  public String key() {
    return "anomaly";
  }

  @Override
  public Set<Quantity> quantities() {
    return EnumSet.of(Quantity.SCORE);
  }

  @Override
  public Set<Side> sides() {
    return EnumSet.of(Side.TARGET);
  }

  @Override
  public boolean hasHistory() {
    return true;
  }

  @Override
  public Optional<Class<? extends Record>> parameters() {
    return Optional.of(Parameters.class);
  }

  @Override
  public void measure(Measurement measurement) throws Exception {
    Parameters parameters = measurement.parameters(Parameters.class);
    int measures = measurement.definition().measures().size();
    int most =
        Math.max(
            1,
            Math.min(MOST_KEYS, MOST_PAST_VALUES / (parameters.history() * Math.max(1, measures))));
    try (JoinedDatasets sorted = measurement.join()) {
      List<Subject> chunk = new ArrayList<>();
      while (sorted.next()) {
        chunk.add(Subject.of(sorted, measures));
        if (chunk.size() == most) {
          add(measurement, parameters, chunk);
          chunk.clear();
        }
      }
      add(measurement, parameters, chunk);
    }
  }

  private static void add(Measurement measurement, Parameters parameters, List<Subject> chunk) {
    if (chunk.isEmpty()) {
      return;
    }
    Map<DatasetKey, List<MeasuredRecord>> history =
        measurement.history(chunk.stream().map(Subject::key).toList(), parameters.history());
    for (Subject subject : chunk) {
      List<MeasuredRecord> past = history.getOrDefault(subject.key(), List.of());
      measurement.add(subject.key(), readings(measurement, parameters, subject, past));
    }
  }

  private static List<Reading> readings(
      Measurement measurement, Parameters parameters, Subject subject, List<MeasuredRecord> past) {
    List<String> measures = measurement.definition().measures();
    List<Reading> readings = new ArrayList<>(measures.size());
    for (int i = 0; i < measures.size(); i++) {
      String measure = measures.get(i);
      Readings reading = new Readings(measurement, measure, null, subject.values().get(i));
      readings.add(
          subject.unique()
              ? scored(reading, numbers(past, measure), parameters.minimum())
              : reading.of(Finding.DUPLICATE_KEY));
    }
    return readings;
  }

  private static Reading scored(Readings reading, List<BigDecimal> past, int minimum) {
    if (reading.target() == null) {
      return reading.of(Finding.NULL_VALUE);
    }
    BigDecimal number = Numbers.of(reading.target());
    if (number == null) {
      return reading.of(Finding.NOT_COMPARABLE);
    }
    if (past.size() < minimum) {
      return reading.of(Finding.LEARNING);
    }
    Score score = Score.among(past);
    String difference = Numbers.text(Exact.of(number.subtract(score.median())));
    return reading.of(difference, quantity -> score.of(number));
  }

  private static List<BigDecimal> numbers(List<MeasuredRecord> past, String measure) {
    return past.stream()
        .flatMap(record -> record.values().stream())
        .filter(value -> value.measure().equals(measure))
        .map(MeasuredValue::target)
        .map(Numbers::of)
        .filter(Objects::nonNull)
        .toList();
  }
}
