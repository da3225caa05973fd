package dev.batchkit.sqlite;

import static dev.batchkit.sqlite.ForeignCell.json;
import static dev.batchkit.sqlite.ForeignCell.number;
import static dev.batchkit.sqlite.ForeignCell.required;
import static dev.batchkit.sqlite.ForeignCell.text;
import static dev.batchkit.sqlite.ForeignCell.time;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.json.Json;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.AlertThreshold;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.Delivery;
import dev.batchkit.store.PastRecord;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How indicators and sessions of batches are read from rows, whoever wrote them. */
final class BatchSessionRows {
  private BatchSessionRows() {}

  static void registerOn(Jdbi jdbi) {
    jdbi.registerRowMapper(IndicatorGroup.class, (row, context) -> group(row));
    jdbi.registerRowMapper(Indicator.class, (row, context) -> indicator(row));
    jdbi.registerRowMapper(Delivery.class, (row, context) -> delivery(row));
  }

  private static IndicatorGroup group(ResultSet row) throws SQLException {
    return new IndicatorGroup(
        row.getLong("id"),
        required(row, "name"),
        time(row, "created_date"),
        time(row, "updated_date"),
        number(row, "user_group_id"));
  }

  private static Indicator indicator(ResultSet row) throws SQLException {
    Long order = number(row, "execution_order");
    return new Indicator(
        row.getLong("id"),
        required(row, "name"),
        text(row, "description"),
        row.getLong("indicator_group_id"),
        order == null ? 0 : (int) Math.max(Integer.MIN_VALUE, Math.min(order, Integer.MAX_VALUE)),
        row.getBoolean("flag_active"),
        required(row, "indicator_type"),
        json(row, "definition_json"),
        time(row, "created_date"),
        time(row, "updated_date"),
        number(row, "user_group_id"));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    String before = row.getString("verdict_before");
    return new Delivery(
        row.getLong("delivery_id"),
        row.getLong("session_id"),
        row.getString("listener"),
        Verdict.valueOf(row.getString("verdict")),
        before == null ? null : Verdict.valueOf(before),
        row.getInt("attempts"),
        number(row, "owner"));
  }

  static Session session(ResultSet row) throws SQLException {
    boolean own = number(row, "own") != null;
    String verdict = row.getString("verdict");
    String quantity = text(row, "quantity");
    String operator = text(row, "alert_operator");
    return new Session(
        row.getLong("id"),
        new BatchId(row.getLong("batch_id")),
        number(row, "indicator_id"),
        text(row, "indicator_name"),
        text(row, "indicator_type"),
        SessionStatus.of(required(row, "status")),
        verdict == null ? null : Verdict.valueOf(verdict),
        quantity == null ? null : Quantity.valueOf(quantity),
        operator == null ? null : AlertOperator.of(operator),
        own ? exactThreshold(row) : threshold(row),
        counts(row),
        text(row, "extreme"),
        text(row, "reason"),
        row.getInt("attempts"),
        time(row, own ? "started_at" : "created_date"),
        time(row, "finished_at"),
        json(row, "definition_json"),
        number(row, "created_by_id"),
        number(row, "user_group_id"));
  }

  private static @Nullable AlertThreshold exactThreshold(ResultSet row) throws SQLException {
    String exact = text(row, "exact_threshold");
    return exact == null ? null : AlertThreshold.of(exact);
  }

  /** The double that another program wrote; null for one that no threshold can be. */
  private static @Nullable AlertThreshold threshold(ResultSet row) throws SQLException {
    if (!(row.getObject("alert_threshold") instanceof Number cell)
        || !Double.isFinite(cell.doubleValue())) {
      return null;
    }
    String text =
        new BigDecimal(Double.toString(cell.doubleValue())).stripTrailingZeros().toPlainString();
    return text.length() > AlertThreshold.MAX_LENGTH ? null : AlertThreshold.of(text);
  }

  private static @Nullable RecordCounts counts(ResultSet row) throws SQLException {
    if (!row.getBoolean("adds_up")) {
      return null;
    }
    long noAlerts = row.getLong("nb_records_no_alert");
    return new RecordCounts(
        row.getLong("nb_records"),
        row.getLong("nb_records_alert"),
        noAlerts,
        Math.min(row.getLong("nb_records_warn"), noAlerts),
        findings(json(row, "findings_json")));
  }

  private static Map<Finding, Long> findings(@Nullable Json json) {
    Map<Finding, Long> findings = new EnumMap<>(Finding.class);
    if (json != null) {
      json.members().forEach((name, count) -> findings.put(Finding.valueOf(name), (Long) count));
    }
    return findings;
  }

  static Quality quality(ResultSet row) throws SQLException {
    return new Quality(
        row.getLong("sessions"),
        row.getLong("not_measured"),
        row.getLong("no_data"),
        row.getLong("warned"),
        row.getLong("alerted"),
        row.getLong("records"),
        row.getLong("no_alerts"));
  }

  static TrendPoint point(ResultSet row) throws SQLException {
    String point = required(row, "point");
    boolean isDay = point.indexOf('T') < 0;
    return new TrendPoint(Instant.parse(point + (isDay ? "T00:00:00Z" : ":00:00Z")), quality(row));
  }

  static SessionDurations durations(ResultSet row) throws SQLException {
    return new SessionDurations(
        row.getLong("sessions"),
        duration(row, "shortest"),
        duration(row, "median"),
        duration(row, "p95"),
        duration(row, "longest"));
  }

  private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Duration.ofMillis(millis);
  }

  static BatchSummary summary(ResultSet row) throws SQLException {
    return new BatchSummary(
        new BatchId(row.getLong("id")),
        row.getLong("indicator_group_id"),
        required(row, "name"),
        BatchStatus.of(required(row, "status")),
        time(row, "began"),
        time(row, "ended"),
        quality(row));
  }

  static SessionRecord record(ResultSet row) throws SQLException {
    return new SessionRecord(row.getLong("sequence"), measured(row));
  }

  static PastRecord past(ResultSet row) throws SQLException {
    return new PastRecord(row.getString("record_key"), row.getLong("session_id"), measured(row));
  }

  private static MeasuredRecord measured(ResultSet row) throws SQLException {
    return Json.of(row.getString("record_json")).as(MeasuredRecord.class);
  }
}
