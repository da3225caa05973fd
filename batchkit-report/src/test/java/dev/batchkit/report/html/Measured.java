package dev.batchkit.report.html;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.json.Json;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.DataSet;
import dev.batchkit.session.Finding;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.MeasuredValue;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of batches of indicators, made by hand. */
final class Measured {
  static final Instant BEGIN = Instant.parse("2026-05-04T02:00:07.000Z");

  private Measured() {}

  static Batch batch(long id, @Nullable String description, long rows) {
    return new Batch(
        new BatchId(id),
        "indicators",
        null,
        BatchStatus.FAILED,
        description,
        null,
        null,
        null,
        null,
        null,
        "batchkit_row_indicators",
        List.of(),
        List.of(new Column("indicator", ColumnType.TEXT)),
        1,
        false,
        rows == 0 ? RowWindow.EMPTY : new RowWindow(1, rows, rows),
        null,
        BEGIN,
        null,
        BEGIN,
        null,
        BEGIN,
        BEGIN,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        1L);
  }

  /** The same header with another window. */
  static Batch withRows(Batch batch, RowWindow rows) {
    return new Batch(
        batch.id(),
        batch.type(),
        batch.handler(),
        batch.status(),
        batch.description(),
        batch.notes(),
        batch.key(),
        batch.params(),
        batch.source(),
        batch.parent(),
        batch.rowTable(),
        batch.statuses(),
        batch.columns(),
        batch.version(),
        batch.needsRefresh(),
        rows,
        batch.activity(),
        batch.createdAt(),
        batch.createdById(),
        batch.updatedAt(),
        batch.updatedById(),
        batch.populatedAt(),
        batch.completedAt(),
        batch.completedById(),
        batch.executedAt(),
        batch.executedById(),
        batch.result(),
        batch.seal(),
        batch.frozenAt(),
        batch.keyScope(),
        batch.restoredAt(),
        batch.indicatorGroupId());
  }

  /** An indicator and its sessions, built step by step. */
  static final class Indicator {
    private final long id;
    private final String name;
    private final String type;
    private final AlertCondition condition;
    private @Nullable String description;
    private @Nullable DataSet source;
    private @Nullable DataSet target;
    private List<String> key = List.of();
    private Json parameters = Json.of("{}");

    Indicator(long id, String name, String type, Quantity quantity, String operator, String limit) {
      this.id = id;
      this.name = name;
      this.type = type;
      condition = AlertCondition.of(quantity, AlertOperator.of(operator), limit);
    }

    Indicator described(String text) {
      description = text;
      return this;
    }

    Indicator reads(@Nullable DataSet from, @Nullable DataSet to, String... columns) {
      source = from;
      target = to;
      key = List.of(columns);
      return this;
    }

    Indicator with(String json) {
      parameters = Json.of(json);
      return this;
    }

    AlertCondition condition() {
      return condition;
    }

    Json definition() {
      return Json.write(
          new IndicatorDefinition(
              name,
              description,
              type,
              (int) id,
              null,
              source,
              target,
              key,
              null,
              condition,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              parameters));
    }

    /** A session that measured. */
    Session session(
        long sessionId,
        long batchId,
        Instant at,
        Verdict verdict,
        @Nullable String extreme,
        RecordCounts counts) {
      return session(
          sessionId, batchId, at, SessionStatus.SUCCESS, verdict, extreme, counts, null, 1);
    }

    /** A session that could not measure. */
    Session failed(long sessionId, long batchId, Instant at, String reason, int attempts) {
      return session(
          sessionId,
          batchId,
          at,
          SessionStatus.FAILED,
          Verdict.NOT_MEASURED,
          null,
          null,
          reason,
          attempts);
    }

    Session session(
        long sessionId,
        long batchId,
        Instant at,
        SessionStatus status,
        @Nullable Verdict verdict,
        @Nullable String extreme,
        @Nullable RecordCounts counts,
        @Nullable String reason,
        int attempts) {
      return new Session(
          sessionId,
          new BatchId(batchId),
          id,
          name,
          type,
          status,
          verdict,
          condition.quantity(),
          condition.operator(),
          condition.threshold(),
          counts,
          extreme,
          reason,
          attempts,
          at,
          verdict == null ? null : at.plusMillis(640 + 310 * id),
          definition(),
          null,
          null);
    }
  }

  /** Counts of which all records that do not alert are as they should be. */
  static RecordCounts counts(long records, long alerts, Object... findings) {
    Map<Finding, Long> found = new LinkedHashMap<>();
    found.put(Finding.OK, records - alerts);
    for (int i = 0; i < findings.length; i += 2) {
      found.put((Finding) findings[i], ((Number) findings[i + 1]).longValue());
    }
    return new RecordCounts(records, alerts, records - alerts, 0, found);
  }

  /** A record that alerts: name and cell of its key in turn, then its value. */
  static MeasuredRecord record(MeasuredValue value, @Nullable String... key) {
    Map<String, @Nullable String> cells = new LinkedHashMap<>();
    for (int i = 0; i < key.length; i += 2) {
      cells.put(String.valueOf(key[i]), key[i + 1]);
    }
    return new MeasuredRecord(cells, Level.ALERT, value.finding(), List.of(value));
  }

  static MeasuredValue value(
      String measure,
      @Nullable String source,
      @Nullable String target,
      @Nullable String difference,
      @Nullable String compared,
      Finding finding) {
    return new MeasuredValue(measure, source, target, difference, compared, finding);
  }
}
