package dev.batchkit.session;

import dev.batchkit.error.InvalidValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a result dataset, counted.
 *
 * @param records how many there are
 * @param alerts how many of them alert
 * @param noAlerts how many do not
 * @param warnings how many of those that do not alert warn
 * @param findings how many there are of each finding; those that none has may be left out
 */
public record RecordCounts(
    long records, long alerts, long noAlerts, long warnings, Map<Finding, Long> findings) {
  /**
   * Takes counts that add up.
   *
   * @throws InvalidValue if records are not alerts and noAlerts together, a count is negative, or
   *     there are more warnings than records without alert
   */
  public RecordCounts {
    if (records < 0 || alerts < 0 || noAlerts < 0 || records != alerts + noAlerts) {
      throw invalid("records: are not those with an alert and those without together");
    }
    if (warnings < 0 || warnings > noAlerts) {
      throw invalid("warnings: are more than records without an alert, or negative");
    }
    Map<Finding, Long> copy = new EnumMap<>(Finding.class);
    copy.putAll(findings);
    findings = java.util.Collections.unmodifiableMap(copy);
  }

  private static InvalidValue invalid(String fault) {
    return new InvalidValue("Records are not counted so: " + fault + ".", List.of(fault), null);
  }
}
