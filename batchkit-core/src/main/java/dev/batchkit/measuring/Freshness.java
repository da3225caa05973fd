package dev.batchkit.measuring;

import dev.batchkit.indicator.Exact;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Reading.Result;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Quantity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How old data is: compares times with the time that it was when the dataset had just been opened,
 * in exact minutes. The difference of a record is its age, negative for a time in the future.
 */
final class Freshness extends SingleType<Instant> {
  @Override
  public String key() {
    return "freshness";
  }

  @Override
  public Set<Quantity> quantities() {
    return EnumSet.of(Quantity.AGE_MINUTES);
  }

  @Override
  @Nullable Instant read(Object value, ZoneId zone) {
    return Values.time(value, zone);
  }

  @Override
  Reading measured(Instant time, Readings reading, Instant now) {
    Exact age = Numbers.minutes(time, now);
    Result result = time.isAfter(now) ? Result.of(Finding.IN_FUTURE) : Result.of(age);
    return reading.of(Numbers.text(age), quantity -> result);
  }
}
