package dev.batchkit.report.html.page;

import dev.batchkit.session.AlertCondition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Places numbers on a line, so that a threshold and what is compared with it can both be seen: 0 is
 * on it unless all numbers are far from it, and where numbers are many times the threshold, what is
 * far out is drawn nearer.
 *
 * @param from its lower end, bent
 * @param to its upper end, bent
 * @param bend the number around which it bends; 0 for a straight one
 */
record Ruler(double from, double to, double bend) {
  private static final double STRAIGHT = 8;
  private static final double NEAR = 0.1;
  private static final double ROOM = 0.14;
  private static final double LARGEST = 1e300;

  /** A ruler on which these numbers and the threshold have their place. */
  static Ruler of(List<BigDecimal> values, @Nullable AlertCondition condition) {
    double threshold = condition == null ? 0 : number(condition.threshold().value());
    double[] all =
        DoubleStream.concat(
                values.stream().mapToDouble(Ruler::number),
                condition == null ? DoubleStream.empty() : DoubleStream.of(threshold))
            .toArray();
    double low = DoubleStream.of(all).min().orElse(0);
    double high = DoubleStream.of(all).max().orElse(0);
    double farthest = Math.max(Math.abs(low), Math.abs(high));
    double bend =
        threshold != 0 && farthest > STRAIGHT * Math.abs(threshold) ? Math.abs(threshold) : 0;
    boolean zero = high - low >= NEAR * farthest || (low <= 0 && high >= 0);
    Ruler bare =
        new Ruler(
            bent(zero ? Math.min(0, low) : low, bend),
            bent(zero ? Math.max(0, high) : high, bend),
            bend);
    return bare.withRoom(condition != null && threshold == 0);
  }

  /** Beyond the outermost numbers, but beyond a 0 that ends it only if that is the threshold. */
  private Ruler withRoom(boolean zeroIsThreshold) {
    if (from == to) {
      double room = from == 0 ? 1 : Math.abs(from) * ROOM;
      return new Ruler(from - room, to + room, bend);
    }
    double room = ROOM * (to - from);
    return new Ruler(
        from == 0 && !zeroIsThreshold ? 0 : from - room,
        to == 0 && !zeroIsThreshold ? 0 : to + room,
        bend);
  }

  /** Where a number is, from 0 to 1; what is outside is at an end. */
  double share(BigDecimal value) {
    double share = (bent(number(value), bend) - from) / (to - from);
    return Math.min(1, Math.max(0, share));
  }

  /** Whether a number is between its ends. */
  boolean has(BigDecimal value) {
    double place = bent(number(value), bend);
    return place >= from && place <= to;
  }

  /** What must be known to read it; empty for a straight one from 0 on. */
  String note() {
    if (bend != 0) {
      return "Not to scale: far results are drawn nearer.";
    }
    return has(BigDecimal.ZERO) ? "" : "0 is beyond what is drawn.";
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  private static double number(BigDecimal value) {
    return Math.min(LARGEST, Math.max(-LARGEST, value.doubleValue()));
  }

  /** The inverse hyperbolic sine: straight around 0, a logarithm far from it. */
  private static double bent(double value, double bend) {
    if (bend == 0) {
      return value;
    }
    double far = Math.abs(value) / bend;
    double place =
        far > 1e8 ? Math.log(far) + Math.log(2) : Math.log(far + Math.sqrt(far * far + 1));
    return Math.copySign(place, value);
  }
}
