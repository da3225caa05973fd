package dev.batchkit.measuring;

import dev.batchkit.indicator.Exact;
import dev.batchkit.indicator.Reading.Result;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Quantity;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is in the source is in the target too: compares numbers. In percent of the source, 0
 * and 0 differ by 0 %; where only the source is 0 there is no percentage.
 */
final class Completeness extends PairType<BigDecimal> {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  @Override
  public String key() {
    return "completeness";
  }

  @Override
  public Set<Quantity> quantities() {
    return EnumSet.of(
        Quantity.DIFFERENCE,
        Quantity.DIFFERENCE_PERCENT,
        Quantity.SIGNED_DIFFERENCE,
        Quantity.SIGNED_DIFFERENCE_PERCENT);
  }

  @Override
  @Nullable BigDecimal read(Object value, ZoneId zone) {
    return Numbers.of(value);
  }

  @Override
  String difference(BigDecimal source, BigDecimal target) {
    return Numbers.text(Exact.of(target.subtract(source)));
  }

  @Override
  Result result(Quantity quantity, BigDecimal source, BigDecimal target) {
    BigDecimal difference = target.subtract(source);
    return switch (quantity) {
      case DIFFERENCE -> Result.of(Exact.of(difference.abs()));
      case DIFFERENCE_PERCENT -> percent(difference.abs(), source);
      case SIGNED_DIFFERENCE -> Result.of(Exact.of(difference));
      case SIGNED_DIFFERENCE_PERCENT -> percent(difference, source);
      default -> throw new IllegalArgumentException(quantity + " is not of " + key());
    };
  }

  private static Result percent(BigDecimal difference, BigDecimal source) {
    if (difference.signum() == 0) {
      return Result.of(Exact.of(BigDecimal.ZERO));
    }
    return source.signum() == 0
        ? Result.of(Finding.ZERO_SOURCE)
        : Result.of(new Exact(difference.multiply(HUNDRED), source.abs()));
  }
}
