package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares each type with what it is to find, reckoned plainly with all data in memory. */
class PropertiesTest {
  private static final long SEED = Long.getLong("batchkit.measuring.seed", 20261126L);
  private static final int ROUNDS = Integer.getInteger("batchkit.measuring.rounds", 25);
  private static final String[] NUMBERS = {
    null,
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
    "text",
    "NaN",
    "3",
    "7"
  };
  private static final String[] THRESHOLDS = {
    "0", "1", "-1", "7", "0.1", "33.333333", "100", "0.00000000000000000001", "-100"
  };

  private final Random random = new Random(SEED);

  @BeforeAll
  static void print() {
    System.out.println("PropertiesTest: -Dbatchkit.measuring.seed=" + SEED);
  }

  private <T> T any(T[] those) {
    return those[random.nextInt(those.length)];
  }

  private static Object value(String text) {
    try {
      return text == null ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** What is found of a number, by a comparison that knows nothing of fractions. */
  private static Finding found(AlertOperator operator, BigDecimal value, String threshold) {
    int comparison = value.compareTo(new BigDecimal(threshold));
    boolean alerts =
        switch (operator) {
          case EQ -> comparison == 0;
          case NE -> comparison != 0;
          case GT -> comparison > 0;
          case GE -> comparison >= 0;
          case LT -> comparison < 0;
          case LE -> comparison <= 0;
        };
    return alerts ? Finding.ALERT : Finding.OK;
  }

  private static void holds(Lab.Outcome outcome, Map<String, Finding> expected, String what) {
    Map<String, Finding> found = new TreeMap<>();
    for (MeasuredRecord record : outcome.records()) {
      assertThat(found.put(String.valueOf(record.key().get("k")), record.finding()))
          .as(what)
          .isNull();
    }
    assertThat(found).as(what).isEqualTo(expected);
    long alerts = expected.values().stream().filter(f -> f != Finding.OK).count();
    assertThat(outcome.counts().records()).as(what).isEqualTo(expected.size());
    assertThat(outcome.counts().alerts()).as(what).isEqualTo(alerts);
    assertThat(outcome.counts().noAlerts()).as(what).isEqualTo(expected.size() - alerts);
    assertThat(outcome.counts().findings().values().stream().mapToLong(n -> n).sum())
        .as(what)
        .isEqualTo(expected.size());
  }

  /** Records by key, of which a key may have several. */
  private Map<String, List<Object>> side(int keys, java.util.function.Supplier<Object> value) {
    Map<String, List<Object>> side = new TreeMap<>();
    for (int key = 0; key < keys; key++) {
      int times = random.nextInt(10) < 7 ? 1 : random.nextInt(3);
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        values.add(value.get());
      }
      side.put("k" + key, values);
    }
    return side;
  }

  private interface Pair {
    Finding found(Object source, Object target);
  }

  private static Map<String, Finding> expected(
      Map<String, List<Object>> source, Map<String, List<Object>> target, Pair pair) {
    Map<String, Finding> expected = new TreeMap<>();
    source.forEach(
        (key, from) -> {
          List<Object> to = target.get(key);
          if (from.size() > 1 || to.size() > 1) {
            expected.put(key, Finding.DUPLICATE_KEY);
          } else if (from.size() + to.size() == 1) {
            expected.put(
                key, from.isEmpty() ? Finding.MISSING_IN_SOURCE : Finding.MISSING_IN_TARGET);
          } else if (from.size() == 1) {
            expected.put(key, pair.found(from.get(0), to.get(0)));
          }
        });
    return expected;
  }

  private static Lab filled(
      Lab lab, Map<String, List<Object>> source, Map<String, List<Object>> target) {
    source.forEach((key, values) -> values.forEach(value -> lab.source(key, value)));
    target.forEach((key, values) -> values.forEach(value -> lab.target(key, value)));
    return lab;
  }

  @Test
  void completenessFindsWhatPlainArithmeticFinds() {
    Quantity[] quantities = new Completeness().quantities().toArray(Quantity[]::new);
    for (int round = 0; round < ROUNDS; round++) {
      Quantity quantity = any(quantities);
      AlertOperator operator = any(AlertOperator.values());
      String threshold = any(THRESHOLDS);
      var source = side(60, () -> value(any(NUMBERS)));
      var target = side(60, () -> value(any(NUMBERS)));
      Pair pair = (from, to) -> difference(quantity, operator, threshold, from, to);
      Lab lab = filled(Lab.completeness(quantity), source, target);

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

  private Object time() {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> "soon";
      case 2 -> Lab.NOW;
      case 3 -> Lab.NOW.plusNanos(random.nextInt(3) - 1);
      case 4 -> Lab.NOW.minusSeconds(60L * random.nextInt(5));
      case 5 -> Lab.NOW.minusSeconds(60L * random.nextInt(5)).toString();
      default -> Lab.NOW.minusMillis(random.nextInt(10_000_000) - 100_000);
    };
  }

  private static Instant instant(Object value) {
    if (value instanceof Instant time) {
      return time;
    }
    return value.equals("soon") ? null : Instant.parse((String) value);
  }

  private static BigDecimal minutes(Instant from, Instant to) {
    BigDecimal seconds =
        BigDecimal.valueOf(to.getEpochSecond() - from.getEpochSecond())
            .add(BigDecimal.valueOf(to.getNano() - from.getNano(), 9));
    return seconds.divide(BigDecimal.valueOf(60), new MathContext(100));
  }

  @Test
  void latencyFindsWhatPlainArithmeticFinds() {
    Quantity[] quantities = new Latency().quantities().toArray(Quantity[]::new);
    for (int round = 0; round < ROUNDS; round++) {
      Quantity quantity = any(quantities);
      AlertOperator operator = any(AlertOperator.values());
      String threshold = any(THRESHOLDS);
      var source = side(60, this::time);
      var target = side(60, this::time);
      Pair pair =
          (from, to) -> {
            if (from == null || to == null) {
              return Finding.NULL_VALUE;
            }
            if (instant(from) == null || instant(to) == null) {
              return Finding.NOT_COMPARABLE;
            }
            BigDecimal transit = minutes(instant(from), instant(to));
            BigDecimal value =
                switch (quantity) {
                  case LAG_MINUTES -> transit.negate();
                  case TRANSIT_MINUTES -> transit;
                  default -> transit.abs();
                };
            return found(operator, value, threshold);
          };
      Lab lab = filled(Lab.latency(quantity), source, target);

      holds(
          lab.alertWhen(operator, threshold).measure(),
          expected(source, target, pair),
          "round " + round + ", " + quantity + " " + operator + " " + threshold);
    }
  }

  @Test
  void freshnessFindsWhatPlainArithmeticFinds() {
    for (int round = 0; round < ROUNDS; round++) {
      AlertOperator operator = any(AlertOperator.values());
      String threshold = any(THRESHOLDS);
      Lab lab = Lab.freshness().alertWhen(operator, threshold);
      Map<String, Finding> expected = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        Object value = time();
        lab.target("k" + i, value);
        expected.put("k" + i, age(operator, threshold, value));
      }

      holds(lab.measure(), expected, "round " + round + ", " + operator + " " + threshold);
    }
  }

  private static Finding age(AlertOperator operator, String threshold, Object value) {
    if (value == null) {
      return Finding.NULL_VALUE;
    }
    Instant time = instant(value);
    if (time == null) {
      return Finding.NOT_COMPARABLE;
    }
    return time.isAfter(Lab.NOW)
        ? Finding.IN_FUTURE
        : found(operator, minutes(time, Lab.NOW), threshold);
  }

  @Test
  void validityFindsWhatPlainArithmeticFinds() {
    for (int round = 0; round < ROUNDS; round++) {
      AlertOperator operator = any(AlertOperator.values());
      String threshold = any(THRESHOLDS);
      Lab lab = Lab.validity().alertWhen(operator, threshold);
      Map<String, Finding> expected = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        Object value = value(any(NUMBERS));
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
    String[] numbers =
        Arrays.stream(NUMBERS).filter(PropertiesTest::isNumber).toArray(String[]::new);
    for (int round = 0; round < ROUNDS; round++) {
      AlertOperator operator = any(AlertOperator.values());
      String threshold = any(THRESHOLDS);
      Map<DatasetKey, List<MeasuredRecord>> past = new LinkedHashMap<>();
      Lab lab = Lab.anomaly().alertWhen(operator, threshold).history((keys, sessions) -> past);
      lab.parameters("{\"history\":12,\"minimum\":4}").treat("{\"learning\":\"ALERT\"}");
      Map<String, Finding> expected = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        String[] some = new String[random.nextInt(13)];
        int kinds = 1 + random.nextInt(numbers.length);
        Arrays.setAll(some, n -> numbers[random.nextInt(kinds)]);
        Object value = value(any(NUMBERS));
        past.put(new DatasetKey(List.of("k" + i)), AnomalyTest.past(some));
        lab.target("k" + i, value);
        expected.put("k" + i, score(operator, threshold, value, some));
      }

      holds(lab.measure(), expected, "round " + round + ", " + operator + " " + threshold);
    }
  }

  private static boolean isNumber(String text) {
    return value(text) instanceof BigDecimal;
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
