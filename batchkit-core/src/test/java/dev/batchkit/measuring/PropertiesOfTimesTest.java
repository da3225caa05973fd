package dev.batchkit.measuring;

import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Latency and freshness find of times what plain arithmetic finds. */
class PropertiesOfTimesTest extends PlainArithmetic {
  private static final ZoneOffset ZONE = ZoneOffset.of("+05:30");

  /** Of one column: times of one kind and NULL, or of several kinds, texts among them. */
  private Supplier<Object> times() {
    int only = random.nextInt(5);
    return () -> {
      Instant time = time();
      int kind = only == 4 ? random.nextInt(6) : only;
      return random.nextInt(10) == 0
          ? null
          : switch (kind) {
            case 0 -> time;
            case 1 -> time.atOffset(ZoneOffset.ofHours(random.nextInt(9) - 4));
            case 2 -> LocalDateTime.ofInstant(time, ZONE);
            case 3 -> LocalDate.ofInstant(time, ZONE).minusDays(random.nextInt(2));
            case 4 -> time.toString();
            default -> "soon";
          };
    };
  }

  private Instant time() {
    return switch (random.nextInt(4)) {
      case 0 -> Lab.NOW;
      case 1 -> Lab.NOW.plusNanos(random.nextInt(3) - 1);
      case 2 -> Lab.NOW.minusSeconds(60L * random.nextInt(5));
      default -> Lab.NOW.minusMillis(random.nextInt(10_000_000) - 100_000);
    };
  }

  private static Instant instant(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZONE);
    }
    if (value instanceof LocalDate day) {
      return day.atTime(0, 0).toInstant(ZONE);
    }
    return value.equals("soon") ? null : Instant.parse(value.toString());
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
      var source = side(60, times());
      var target = side(60, times());
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
      Lab lab = filled(latency(quantity).zone(ZONE.getId()), source, target);

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
      Lab lab = freshness().zone(ZONE.getId()).alertWhen(operator, threshold);
      Supplier<Object> times = times();
      Map<String, Finding> expected = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        Object value = times.get();
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
}
