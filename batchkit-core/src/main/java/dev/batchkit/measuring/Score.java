package dev.batchkit.measuring;

import dev.batchkit.indicator.Exact;
import dev.batchkit.indicator.Reading.Result;
import dev.batchkit.session.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How unusual a number is among others, exactly.
 *
 * @param median the median of the others; of an even number of them the middle between the two
 * @param deviations the absolute deviations of the others from it, ascending
 */
record Score(BigDecimal median, List<BigDecimal> deviations) {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal BY_MEDIAN = new BigDecimal("0.6745");
  private static final BigDecimal BY_MEAN = new BigDecimal("1.253314");

  /** Among these numbers; at least one. */
  static Score among(List<BigDecimal> others) {
    BigDecimal median = median(sorted(others));
    return new Score(
        median, sorted(others.stream().map(one -> one.subtract(median).abs()).toList()));
  }

  private static List<BigDecimal> sorted(List<BigDecimal> numbers) {
    List<BigDecimal> sorted = new ArrayList<>(numbers);
    Collections.sort(sorted);
    return sorted;
  }

  private static BigDecimal median(List<BigDecimal> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : sorted.get(half - 1).add(sorted.get(half)).multiply(HALF);
  }

  /** The score of a number, or that there is none. */
  Result of(BigDecimal number) {
    BigDecimal deviation = number.subtract(median).abs();
    BigDecimal mad = median(deviations);
    if (mad.signum() > 0) {
      return Result.of(new Exact(BY_MEDIAN.multiply(deviation), mad));
    }
    BigDecimal sum = deviations.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() > 0) {
      BigDecimal count = BigDecimal.valueOf(deviations.size());
      return Result.of(new Exact(deviation.multiply(count), BY_MEAN.multiply(sum)));
    }
    return deviation.signum() == 0
        ? Result.of(Exact.of(BigDecimal.ZERO))
        : Result.of(Finding.NO_SPREAD);
  }
}
