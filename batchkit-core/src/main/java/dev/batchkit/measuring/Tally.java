package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.session.Finding;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.Level;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts the records of a measurement, and says what they come to. */
final class Tally {
  private final Map<Finding, Long> findings = new EnumMap<>(Finding.class);
  private final Map<Finding, Long> failing = new EnumMap<>(Finding.class);
  private long records;
  private long alerts;
  private long warnings;
  private long learning;

  /**
   * Counts one.
   *
   * @param judgement how it counts
   * @param isLearning whether none of its values has enough history
   * @param fails what was found of it that fails the measurement
   */
  void add(Judgement judgement, boolean isLearning, Set<Finding> fails) {
    records++;
    alerts += judgement.level() == Level.ALERT ? 1 : 0;
    warnings += judgement.level() == Level.WARN ? 1 : 0;
    learning += isLearning ? 1 : 0;
    findings.merge(judgement.finding(), 1L, Long::sum);
    fails.forEach(finding -> failing.merge(finding, 1L, Long::sum));
  }

  /** How many there are. */
  long records() {
    return records;
  }

  /** All counts. */
  RecordCounts counts() {
    return new RecordCounts(records, alerts, records - alerts, warnings, findings);
  }

  /**
   * Goes on if nothing was found that fails the measurement.
   *
   * @throws MeasurementFailed what was found, and of how many records; lasting
   */
  void requireNoneFailing() {
    if (!failing.isEmpty()) {
      throw new MeasurementFailed(
          failing.entrySet().stream()
              .map(found -> found.getKey().label() + " (records: " + found.getValue() + ")")
              .collect(
                  Collectors.joining(
                      ", ", "The definition has the measurement fail for what was found: ", ".")),
          true);
    }
  }

  /**
   * What the records come to.
   *
   * @throws MeasurementFailed if there are none, and the definition has that fail; lasting
   */
  Verdict verdict(IndicatorDefinition definition) {
    if (records == 0) {
      return empty(definition);
    }
    if (definition.alertAbove().isExceededBy(alerts, records)) {
      return Verdict.ALERT;
    }
    if (definition.warnAbove().isExceededBy(alerts + warnings, records)) {
      return Verdict.WARN;
    }
    return learning == records ? Verdict.NO_DATA : Verdict.OK;
  }

  private static Verdict empty(IndicatorDefinition definition) {
    return switch (definition.treat().empty()) {
      case NO_DATA -> Verdict.NO_DATA;
      case OK -> Verdict.OK;
      case ALERT -> Verdict.ALERT;
      case FAIL ->
          throw new MeasurementFailed(
              "There are no records, and the definition has the measurement fail for that.", true);
    };
  }
}
