package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.MeasuredRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;

/** Compares what a type finds with what it is to find, reckoned plainly with all data in memory. */
abstract class PlainArithmetic extends OnEachGround {
  static final int ROUNDS = Integer.getInteger("batchkit.measuring.rounds", 25);
  private static final long SEED = Long.getLong("batchkit.measuring.seed", 20261126L);
  static final String[] THRESHOLDS = {
    "0", "1", "-1", "7", "0.1", "33.333333", "100", "0.00000000000000000001", "-100"
  };

  final Random random = new Random(SEED);

  @BeforeAll
  static void print(TestInfo test) {
    System.out.println(test.getDisplayName() + ": -Dbatchkit.measuring.seed=" + SEED);
  }

  <T> T any(T[] those) {
    return those[random.nextInt(those.length)];
  }

  /** What is found of a number, by a comparison that knows nothing of fractions. */
  static Finding found(AlertOperator operator, BigDecimal value, String threshold) {
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

  static void holds(Lab.Outcome outcome, Map<String, Finding> expected, String what) {
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
  Map<String, List<Object>> side(int keys, Supplier<Object> value) {
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

  interface Pair {
    Finding found(Object source, Object target);
  }

  static Map<String, Finding> expected(
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

  static Lab filled(Lab lab, Map<String, List<Object>> source, Map<String, List<Object>> target) {
    source.forEach((key, values) -> values.forEach(value -> lab.source(key, value)));
    target.forEach((key, values) -> values.forEach(value -> lab.target(key, value)));
    return lab;
  }
}
