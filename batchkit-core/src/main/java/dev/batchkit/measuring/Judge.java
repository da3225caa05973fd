package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.Exact;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.Reading;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.Finding;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.KeepRecords;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.MeasuredValue;
import dev.batchkit.session.Treatment;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.NewRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges records as a definition says: exactly, and in memory that does not grow.
 *
 * <p>A value alerts if the alert condition holds, and else warns if the condition to warn does; one
 * that cannot be compared counts as its treatment says. A record counts as its gravest value does,
 * and has the finding of that; of two values that count the same, the one that comes later in
 * {@link Finding}.
 */
final class Judge {
  private final IndicatorDefinition definition;
  private final Threshold alert;
  private final @Nullable Threshold warn;
  private final KeepRecords keep;
  private final boolean hasHistory;
  private final Kept kept;
  private final Tally tally = new Tally();
  private @Nullable Exact extreme;

  /**
   * Begins a measurement.
   *
   * @param kept where records are kept; the caller's to close
   */
  Judge(IndicatorDefinition definition, IndicatorType type, Kept kept) {
    AlertCondition warnWhen = definition.warnWhen();
    this.definition = definition;
    this.alert = Threshold.of(definition.alertWhen());
    this.warn = warnWhen == null ? null : Threshold.of(warnWhen);
    this.keep = Objects.requireNonNullElse(definition.keep(), type.keeps());
    this.hasHistory = type.hasHistory();
    this.kept = kept;
  }

  /**
   * Judges a record.
   *
   * @throws IllegalArgumentException if it has no readings, a reading lacks a quantity that is
   *     compared, or its key has cells but not one for each column of the key
   */
  void add(DatasetKey key, List<Reading> readings) {
    int cells = key.cells().size();
    if (readings.isEmpty() || (cells > 0 && cells != definition.key().size())) {
      throw new IllegalArgumentException(
          "a record has a reading at least, and a cell for each column of its key or none");
    }
    List<Judgement> judgements = new ArrayList<>(readings.size());
    Set<Finding> failing = EnumSet.noneOf(Finding.class);
    readings.forEach(reading -> judgements.add(judge(reading, failing)));
    Judgement gravest = judgements.stream().reduce(Judgement.OK, Judgement::or);
    tally.add(gravest, isLearning(judgements), failing);
    if (keep.keeps(gravest.level(), kept.size())) {
      MeasuredRecord record =
          new MeasuredRecord(
              columns(key), gravest.level(), gravest.finding(), values(readings, judgements));
      String text = hasHistory ? StoredText.key(key) : null;
      kept.add(new NewRecord(tally.records(), text, record));
    }
  }

  private static boolean isLearning(List<Judgement> judgements) {
    return judgements.stream().allMatch(one -> one.finding() == Finding.LEARNING);
  }

  private Judgement judge(Reading reading, Set<Finding> failing) {
    Reading.Result result = result(reading, alert);
    Exact compared = result.value();
    if (compared != null && (extreme == null || alert.isFarther(compared, extreme))) {
      extreme = compared;
    }
    Judgement judgement = judge(result, alert, Level.ALERT, Finding.ALERT, failing);
    return warn == null
        ? judgement
        : judgement.or(judge(result(reading, warn), warn, Level.WARN, Finding.WARN, failing));
  }

  private static Reading.Result result(Reading reading, Threshold threshold) {
    Reading.Result result = reading.results().get(threshold.condition().quantity());
    if (result == null) {
      throw new IllegalArgumentException("a reading has a result for each quantity");
    }
    return result;
  }

  private Judgement judge(
      Reading.Result result,
      Threshold threshold,
      Level level,
      Finding found,
      Set<Finding> failing) {
    Finding finding = result.finding();
    if (finding != null) {
      return treated(finding, failing);
    }
    Exact compared = Objects.requireNonNull(result.value());
    return threshold.holds(compared) ? new Judgement(level, found) : Judgement.OK;
  }

  private Judgement treated(Finding finding, Set<Finding> failing) {
    Treatment treatment = definition.treat().of(finding);
    if (treatment == Treatment.FAIL) {
      failing.add(finding);
    }
    Level level =
        switch (treatment) {
          case ALERT, FAIL -> Level.ALERT;
          case WARN -> Level.WARN;
          case NO_ALERT -> Level.NO_ALERT;
        };
    return new Judgement(level, finding);
  }

  private Map<String, @Nullable String> columns(DatasetKey key) {
    Map<String, @Nullable String> columns = new LinkedHashMap<>();
    for (int i = 0; i < key.cells().size(); i++) {
      Object cell = key.cells().get(i);
      columns.put(definition.key().get(i), StoredText.value(Values.text(cell)));
    }
    return columns;
  }

  private List<MeasuredValue> values(List<Reading> readings, List<Judgement> judgements) {
    List<MeasuredValue> values = new ArrayList<>(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      Reading reading = readings.get(i);
      Exact compared = result(reading, alert).value();
      values.add(
          new MeasuredValue(
              String.valueOf(StoredText.value(reading.measure())),
              StoredText.value(reading.source()),
              StoredText.value(reading.target()),
              StoredText.value(reading.difference()),
              compared == null ? null : Numbers.text(compared),
              judgements.get(i).finding()));
    }
    return values;
  }

  /**
   * Ends the measurement.
   *
   * @throws MeasurementFailed if the definition has what was found fail it
   * @throws java.io.UncheckedIOException if the records that are kept cannot be written
   */
  Judged finish() {
    tally.requireNoneFailing();
    Verdict verdict = tally.verdict(definition);
    kept.end();
    return new Judged(
        verdict, tally.counts(), extreme == null ? null : Numbers.text(extreme), kept);
  }
}
