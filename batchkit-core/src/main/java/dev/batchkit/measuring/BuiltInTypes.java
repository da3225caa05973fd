package dev.batchkit.measuring;

import dev.batchkit.indicator.IndicatorType;
import java.util.List;

/** The types of indicators that are always there. */
final class BuiltInTypes {
  private BuiltInTypes() {}

  /** All of them, by key. */
  static List<IndicatorType> all() {
    return List.of(
        new Anomaly(), new Completeness(), new Freshness(), new Latency(), new Validity());
  }
}
