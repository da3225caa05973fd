package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Completeness, validity and anomaly find of numbers what plain arithmetic finds. */
class PropertiesOfNumbersTest extends PlainArithmetic {
  private static final String[] NUMBERS = {
    "0",
    "0.00",
    "1",
    "-1",
    "2",
    "2.5",
    "-2.50",
    "100",
    "107",
    "0.1",
    "1E-30",
    "-1E-30",
    "9007199254740993",
    "9007199254740992",
    "1E+30",
    "123456789012345678901234567890.123",
    "3",
    "7"
  };

  /** Of one column: numbers and NULL, or texts as well. */
  private Supplier<Object> values() {
    Object[] others =
        random.nextBoolean() ? new Object[] {null} : new Object[] {null, "text", "NaN"};
    return () -> {
      int n = random.nextInt(others.length + NUMBERS.length);
      return n < others.length ? others[n] : new BigDecimal(NUMBERS[n - others.length]);
    };
  }

  @Test
  void completenessFindsWhatPlainArithmeticFinds() {
    Quantity[] quantities = new Completeness().quantities().toArray(Quantity[]::new);
    for (int round = 0; round < ROUNDS; round++) {
      Quantity quantity = any(quantities);
      AlertOperator operator = any(AlertOperator.values());
      String threshold = any(THRESHOLDS);
      var source = side(60, values());
      var target = side(60, values());
      Pair pair = (from, to) -> difference(quantity, operator, threshold, from, to);
      Lab lab = filled(completeness(quantity), source, target);

      holds(
          lab.alertWhen(operator, threshold).measure(),
          expected(source, target, pair),
          "round " + round + ", " + quantity + " " + operator + " " + threshold);
    }
  }

  private static Finding difference(
      Quantity quantity, AlertOperator operator, String threshold, Object from, Object to) {
    if (from == null || to == null) {
      return Finding.NULL_VALUE;
    }
    if (!(from instanceof BigDecimal source) || !(to instanceof BigDecimal target)) {
      return Finding.NOT_COMPARABLE;
    }
    BigDecimal difference = target.subtract(source);
    boolean signed =
        quantity == Quantity.SIGNED_DIFFERENCE || quantity == Quantity.SIGNED_DIFFERENCE_PERCENT;
    BigDecimal value = signed ? difference : difference.abs();
    if (quantity == Quantity.DIFFERENCE || quantity == Quantity.SIGNED_DIFFERENCE) {
      return found(operator, value, threshold);
    }
    if (source.signum() == 0 && target.signum() != 0) {
      return Finding.ZERO_SOURCE;
    }
    MathContext digits = new MathContext(400);
    BigDecimal part = source.signum() == 0 ? BigDecimal.ZERO : value.divide(source.abs(), digits);
    return found(operator, part.multiply(BigDecimal.valueOf(100)), threshold);
  }

  @Test
  void validityFindsWhatPlainArithmeticFinds() {
    for (int round = 0; round < ROUNDS; round++) {
      AlertOperator operator = any(AlertOperator.values());
      String threshold = any(THRESHOLDS);
      Lab lab = validity().alertWhen(operator, threshold);
      Supplier<Object> values = values();
      Map<String, Finding> expected = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        Object value = values.get();
        lab.target("k" + i, value);
        expected.put(
            "k" + i,
            value instanceof BigDecimal number
                ? found(operator, number, threshold)
                : value == null ? Finding.NULL_VALUE : Finding.NOT_COMPARABLE);
      }

      holds(lab.measure(), expected, "round " + round + ", " + operator + " " + threshold);
    }
  }

  @Test
  void anomalyFindsWhatPlainArithmeticFinds() {
    for (int round = 0; round < ROUNDS; round++) {
      AlertOperator operator = any(AlertOperator.values());
      String threshold = any(THRESHOLDS);
      Map<DatasetKey, List<MeasuredRecord>> past = new LinkedHashMap<>();
      Lab lab = anomaly().alertWhen(operator, threshold).history((keys, sessions) -> past);
      lab.parameters("{\"history\":12,\"minimum\":4}").treat("{\"learning\":\"ALERT\"}");
      Supplier<Object> values = values();
      Map<String, Finding> expected = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        String[] some = new String[random.nextInt(13)];
        int kinds = 1 + random.nextInt(NUMBERS.length);
        Arrays.setAll(some, n -> NUMBERS[random.nextInt(kinds)]);
        Object value = values.get();
        past.put(new DatasetKey(List.of("k" + i)), AnomalyTest.past(some));
        lab.target("k" + i, value);
        expected.put("k" + i, score(operator, threshold, value, some));
      }

      holds(lab.measure(), expected, "round " + round + ", " + operator + " " + threshold);
    }
  }

  private static Finding score(
      AlertOperator operator, String threshold, Object value, String[] past) {
    if (!(value instanceof BigDecimal number)) {
      return value == null ? Finding.NULL_VALUE : Finding.NOT_COMPARABLE;
    }
    if (past.length < 4) {
      return Finding.LEARNING;
    }
    BigDecimal[] others = Arrays.stream(past).map(BigDecimal::new).toArray(BigDecimal[]::new);
    BigDecimal median = median(others);
    BigDecimal[] deviations =
        Arrays.stream(others).map(one -> one.subtract(median).abs()).toArray(BigDecimal[]::new);
    BigDecimal far = number.subtract(median).abs();
    BigDecimal mad = median(deviations);
    MathContext digits = new MathContext(400);
    if (mad.signum() != 0) {
      return found(operator, new BigDecimal("0.6745").multiply(far).divide(mad, digits), threshold);
    }
    BigDecimal sum = Arrays.stream(deviations).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() == 0) {
      return far.signum() == 0 ? found(operator, BigDecimal.ZERO, threshold) : Finding.NO_SPREAD;
    }
    BigDecimal mean = sum.divide(BigDecimal.valueOf(past.length), digits);
    return found(
        operator, far.divide(mean.multiply(new BigDecimal("1.253314")), digits), threshold);
  }

  private static BigDecimal median(BigDecimal[] numbers) {
    BigDecimal[] sorted = numbers.clone();
    Arrays.sort(sorted);
    BigDecimal low = sorted[(sorted.length - 1) / 2];
    return low.add(sorted[sorted.length / 2]).divide(BigDecimal.valueOf(2));
  }
}
