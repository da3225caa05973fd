package dev.batchkit.testkit.contract;

import dev.batchkit.json.Json;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.MeasuredValue;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.NewIndicator;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The indicators, sessions and records that the tests of the contract store. */
final class Measurements {
  static final Json DEFINITION = Json.of("{ \"name\" : \"Grüße\", \"alertWhen\" : 1.10 }");

  private Measurements() {}

  static NewIndicator indicator(String name, long groupId) {
    return new NewIndicator(
        name,
        Samples.TEXT,
        groupId,
        3,
        true,
        "completeness",
        DEFINITION,
        Samples.AT,
        ActorIds.NOBODY);
  }

  /** A group with an indicator of each of these names; gives its id. */
  static long group(Unit unit, String group, String... names) {
    long groupId = unit.indicators().putGroup(group, Samples.AT, ActorIds.NOBODY);
    for (String name : names) {
      long unused = unit.indicators().put(indicator(name, groupId));
    }
    return groupId;
  }

  /** A batch that measures a group. */
  static long batch(Unit unit, @Nullable Long groupId) {
    return unit.batches()
        .insert(
            new NewBatch(
                "prices",
                null,
                null,
                null,
                null,
                Samples.PRICES.name(),
                Samples.STATUSES,
                Samples.PRICES.columns(),
                groupId,
                Samples.AT,
                ActorIds.NOBODY));
  }

  static NewRecord record(long sequence, @Nullable String key, Level level) {
    Map<String, @Nullable String> cells = new LinkedHashMap<>();
    cells.put("sku", "Grüße \uD83E\uDD16 " + sequence);
    cells.put("day", null);
    Finding finding = level == Level.ALERT ? Finding.MISSING_IN_TARGET : Finding.OK;
    MeasuredValue value = new MeasuredValue("price", "1.10", null, null, "0.3333", finding);
    return new NewRecord(
        sequence, key, new MeasuredRecord(cells, level, finding, List.of(value, value)));
  }

  static NewRecord record(long sequence) {
    return record(sequence, "key-" + sequence, sequence % 3 == 0 ? Level.ALERT : Level.WARN);
  }

  static List<NewRecord> records(long from, long through) {
    List<NewRecord> records = new ArrayList<>();
    for (long i = from; i <= through; i++) {
      records.add(record(i));
    }
    return records;
  }

  /** What a session is to be stored as; every method gives another one. */
  record Sample(
      long batchId,
      long indicatorId,
      SessionStatus status,
      @Nullable Verdict verdict,
      @Nullable RecordCounts counts,
      Instant startedAt,
      @Nullable Duration duration,
      @Nullable String series,
      ActorIds by,
      @Nullable AlertCondition condition) {

    /** A session that was measured, and is good. */
    static Sample of(long batchId, long indicatorId) {
      return new Sample(
          batchId,
          indicatorId,
          SessionStatus.SUCCESS,
          Verdict.OK,
          new RecordCounts(10, 2, 8, 3, Map.of(Finding.OK, 8L, Finding.ALERT, 2L)),
          Samples.AT,
          Duration.ofMillis(1_234),
          "series",
          ActorIds.NOBODY,
          AlertCondition.of(Quantity.DIFFERENCE_PERCENT, AlertOperator.GT, "0.10"));
    }

    Sample verdict(Verdict changed) {
      boolean measured = changed != Verdict.NOT_MEASURED;
      return new Sample(
          batchId,
          indicatorId,
          measured ? SessionStatus.SUCCESS : SessionStatus.FAILED,
          changed,
          measured ? counts : null,
          startedAt,
          duration,
          series,
          by,
          condition);
    }

    Sample running() {
      return new Sample(
          batchId,
          indicatorId,
          SessionStatus.RUNNING,
          null,
          null,
          startedAt,
          null,
          series,
          by,
          condition);
    }

    Sample counts(long alerts, long noAlerts) {
      RecordCounts changed =
          new RecordCounts(alerts + noAlerts, alerts, noAlerts, 0, Map.of(Finding.ALERT, alerts));
      return new Sample(
          batchId,
          indicatorId,
          status,
          verdict,
          changed,
          startedAt,
          duration,
          series,
          by,
          condition);
    }

    Sample at(Instant changed) {
      return new Sample(
          batchId, indicatorId, status, verdict, counts, changed, duration, series, by, condition);
    }

    Sample took(@Nullable Duration changed) {
      return new Sample(
          batchId, indicatorId, status, verdict, counts, startedAt, changed, series, by, condition);
    }

    Sample series(@Nullable String changed) {
      return new Sample(
          batchId,
          indicatorId,
          status,
          verdict,
          counts,
          startedAt,
          duration,
          changed,
          by,
          condition);
    }

    Sample by(ActorIds changed) {
      return new Sample(
          batchId,
          indicatorId,
          status,
          verdict,
          counts,
          startedAt,
          duration,
          series,
          changed,
          condition);
    }

    Sample condition(@Nullable AlertCondition changed) {
      return new Sample(
          batchId, indicatorId, status, verdict, counts, startedAt, duration, series, by, changed);
    }

    NewSession get() {
      boolean measured = counts != null;
      return new NewSession(
          batchId,
          indicatorId,
          "Prices",
          "completeness",
          status,
          verdict,
          condition,
          counts,
          measured ? "12.50" : null,
          verdict == Verdict.NOT_MEASURED ? "the source is gone" : null,
          2,
          startedAt,
          duration == null ? null : startedAt.plus(duration),
          series,
          DEFINITION,
          startedAt,
          by);
    }
  }
}
