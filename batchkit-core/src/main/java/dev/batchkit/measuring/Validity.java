package dev.batchkit.measuring;

import dev.batchkit.indicator.Exact;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Reading.Result;
import dev.batchkit.session.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether values are as they should be: compares numbers as they were read. */
final class Validity extends SingleType<BigDecimal> {
  @Override
  public String key() {
    return "validity";
  }

  @Override
  public Set<Quantity> quantities() {
    return EnumSet.of(Quantity.VALUE);
  }

  @Override
  @Nullable BigDecimal read(Object value, ZoneId zone) {
    return Numbers.of(value);
  }

  @Override
  Reading measured(BigDecimal value, Readings reading, Instant now) {
    return reading.of(null, quantity -> Result.of(Exact.of(value)));
  }
}
