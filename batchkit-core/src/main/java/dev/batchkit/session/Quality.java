package dev.batchkit.session;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * How good data is, over some sessions. What was not measured is counted apart: it is neither good
 * nor bad.
 *
 * @param sessions how many sessions have ended
 * @param notMeasured how many of them could not be measured
 * @param noData how many of them had no data
 * @param warned how many of them warn
 * @param alerted how many of them alert
 * @param records how many records were measured, in sessions that could be measured
 * @param noAlerts how many of those are without alert
 */
public record Quality(
    long sessions,
    long notMeasured,
    long noData,
    long warned,
    long alerted,
    long records,
    long noAlerts) {
  /** The part of the records that is without alert, from 0 to 1; null if there are no records. */
  public @Nullable BigDecimal level() {
    return records == 0
        ? null
        : BigDecimal.valueOf(noAlerts).divide(BigDecimal.valueOf(records), MathContext.DECIMAL64);
  }
}
