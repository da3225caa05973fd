package dev.batchkit.measuring;

import dev.batchkit.indicator.Exact;
import dev.batchkit.indicator.Reading.Result;
import dev.batchkit.session.Quantity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the target is behind the source: compares times, in exact minutes. The difference of a
 * record is the minutes from the source to the target.
 */
final class Latency extends PairType<Instant> {
  @Override
  public String key() {
    return "latency";
  }

  @Override
  public Set<Quantity> quantities() {
    return EnumSet.of(
        Quantity.LAG_MINUTES, Quantity.TRANSIT_MINUTES, Quantity.TIME_DIFFERENCE_MINUTES);
  }

  @Override
  @Nullable Instant read(Object value, ZoneId zone) {
    return Values.time(value, zone);
  }

  @Override
  String difference(Instant source, Instant target) {
    return Numbers.text(Numbers.minutes(source, target));
  }

  @Override
  Result result(Quantity quantity, Instant source, Instant target) {
    return Result.of(minutes(quantity, source, target));
  }

  private Exact minutes(Quantity quantity, Instant source, Instant target) {
    return switch (quantity) {
      case LAG_MINUTES -> Numbers.minutes(target, source);
      case TRANSIT_MINUTES -> Numbers.minutes(source, target);
      case TIME_DIFFERENCE_MINUTES ->
          source.isBefore(target)
              ? Numbers.minutes(source, target)
              : Numbers.minutes(target, source);
      default -> throw new IllegalArgumentException(quantity + " is not of " + key());
    };
  }
}
