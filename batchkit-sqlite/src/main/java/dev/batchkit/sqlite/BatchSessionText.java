package dev.batchkit.sqlite;

import dev.batchkit.batch.UtcText;
import dev.batchkit.session.TrendStep;
import dev.batchkit.store.SessionFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one way to look for sessions of batches: a condition that nobody asks for is not
 * there, so that the planner finds the index of those that are.
 */
final class BatchSessionText {
  /** Whether the documented counts of a session are counts, and add up. */
  private static final String ADDS_UP =
      """
      (typeof(s.nb_records) = 'integer' AND typeof(s.nb_records_alert) = 'integer'
        AND typeof(s.nb_records_no_alert) = 'integer' AND s.nb_records_alert >= 0
        AND s.nb_records_no_alert >= 0
        AND s.nb_records = s.nb_records_alert + s.nb_records_no_alert)
      """;

  /** What a session says; of another program's session by status and counts. */
  private static final String VERDICT =
      """
      CASE WHEN k.session_id IS NOT NULL THEN k.verdict
        WHEN s.status IN ('Failed', 'Killed') THEN 'NOT_MEASURED'
        WHEN s.status = 'Success' AND %s THEN CASE WHEN s.nb_records_alert > 0 THEN 'ALERT'
          WHEN s.nb_records > 0 THEN 'OK' ELSE 'NO_DATA' END END
      """
          .formatted(ADDS_UP);

  private static final String CREATED = "strftime('%Y-%m-%dT%H:%M:%fZ', julianday(s.created_date))";

  /**
   * When a session began, in our own form; NULL where another program wrote no time, or one that is
   * before the year 0 in UTC.
   */
  private static final String BEGAN =
      """
      CASE WHEN k.session_id IS NOT NULL THEN k.started_at
        WHEN s.created_date GLOB %1$s AND %2$s GLOB %1$s THEN %2$s END
      """
          .formatted("'[0-9][0-9][0-9][0-9]-*'", CREATED);

  private static final String SESSION =
      """
      SELECT s.id, s.status, s.alert_operator, s.alert_threshold, s.nb_records, s.nb_records_alert,
        s.nb_records_no_alert, s.created_date, s.created_by_id, s.user_group_id, s.batch_id,
        s.indicator_id, %s AS adds_up, %s AS verdict, k.session_id AS own, k.indicator_name,
        k.indicator_type, k.quantity, k.alert_threshold AS exact_threshold, k.nb_records_warn,
        k.findings_json, k.extreme, k.reason, k.attempts, k.started_at, k.finished_at,
        k.definition_json
      """
          .formatted(ADDS_UP, VERDICT);

  private static final String SEEN =
      """
      SELECT s.batch_id, %s AS verdict, %s AS began, k.finished_at AS ended,
        CASE WHEN %s THEN s.nb_records END AS records,
        CASE WHEN %3$s THEN s.nb_records_no_alert END AS no_alerts
      """
          .formatted(VERDICT, BEGAN, ADDS_UP);

  /** What is summed may be of any size in another program's session, and no sum may fail of it. */
  private static final String QUALITY =
      """
      count(verdict) AS sessions, count(*) FILTER (WHERE verdict = 'NOT_MEASURED') AS not_measured,
        count(*) FILTER (WHERE verdict = 'NO_DATA') AS no_data,
        count(*) FILTER (WHERE verdict = 'WARN') AS warned,
        count(*) FILTER (WHERE verdict = 'ALERT') AS alerted,
        CAST(total(records) FILTER (WHERE verdict <> 'NOT_MEASURED') AS INTEGER) AS records,
        CAST(total(no_alerts) FILTER (WHERE verdict <> 'NOT_MEASURED') AS INTEGER) AS no_alerts
      """;

  private static final String FROM =
      "FROM <session> s LEFT JOIN <batchkit_session> k ON k.session_id = s.id\n";

  private static final String FROM_GROUP =
      """
      FROM <batch> b CROSS JOIN <session> s ON s.batch_id = b.id
        LEFT JOIN <batchkit_session> k ON k.session_id = s.id
      """;

  private static final String NOT_PURGED =
      "NOT EXISTS (SELECT 1 FROM <batchkit_purged> p WHERE p.batch_id = s.batch_id)\n";

  private final StringBuilder where = new StringBuilder("WHERE " + NOT_PURGED);
  private final List<Object> arguments = new ArrayList<>();
  private final boolean byGroup;
  private final String from;

  BatchSessionText(SessionFilter filter) {
    byGroup = filter.groupId() != null && filter.batchId() == null && filter.indicatorId() == null;
    from = byGroup ? FROM_GROUP : FROM;
    and("s.batch_id = ?", filter.batchId());
    and("s.indicator_id = ?", filter.indicatorId());
    and(
        byGroup
            ? "b.indicator_group_id = ?"
            : "(SELECT indicator_group_id FROM <batch> WHERE id = s.batch_id) = ?",
        filter.groupId());
    and("s.status = ?", filter.status() == null ? null : filter.status().word());
    and(VERDICT + " = ?", filter.verdict() == null ? null : filter.verdict().name());
    and(BEGAN + " >= ?", text(filter.from()));
    and(BEGAN + " < ?", text(filter.before()));
  }

  private void and(String condition, @Nullable Object argument) {
    if (argument != null) {
      where.append(" AND ").append(condition).append('\n');
      arguments.add(argument);
    }
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : UtcText.of(instant);
  }

  /** What is to be bound, from the first parameter on; what else a text asks for comes after it. */
  List<Object> arguments() {
    return arguments;
  }

  static String find() {
    return SESSION + FROM + "WHERE s.id = ? AND " + NOT_PURGED;
  }

  /**
   * A page of those below an id, at most so many; both are bound last. No index has those of a
   * group in the order of their ids: the ids alone are sorted, and only those of the page read.
   */
  String page() {
    String page = from + where + "AND s.id < ? ORDER BY s.id DESC LIMIT ?";
    return byGroup
        ? SESSION + FROM + "WHERE s.id IN (SELECT s.id " + page + ") ORDER BY s.id DESC"
        : SESSION + page;
  }

  /** As {@link #page}, of those that have a verdict. */
  String measuredPage() {
    return SESSION
        + from
        + where
        + "AND "
        + VERDICT
        + " IS NOT NULL AND s.id < ? ORDER BY s.id DESC LIMIT ?";
  }

  String quality() {
    return "WITH seen AS (" + SEEN + from + where + ") SELECT " + QUALITY + "FROM seen";
  }

  /** At most so many points; that is bound last. */
  String trend(TrendStep step) {
    return "WITH seen AS (%s) SELECT substr(began, 1, %d) AS point, %s"
            .formatted(SEEN + from + where, step == TrendStep.HOUR ? 13 : 10, QUALITY)
        + "FROM seen WHERE verdict IS NOT NULL AND began IS NOT NULL"
        + " GROUP BY 1 ORDER BY 1 DESC LIMIT ?";
  }

  /** A percentile is the one in place ceil(n * p / 100). */
  String durations() {
    return """
        WITH took AS (
          SELECT round((julianday(k.finished_at) - julianday(k.started_at)) * 86400000) AS millis
          %s AND k.verdict IS NOT NULL AND k.finished_at IS NOT NULL),
        ranked AS (
          SELECT millis, row_number() OVER (ORDER BY millis) AS place, count(*) OVER () AS n
          FROM took)
        SELECT count(*) AS sessions, min(millis) AS shortest,
          max(CASE WHEN place = (n + 1) / 2 THEN millis END) AS median,
          max(CASE WHEN place = (n * 95 + 99) / 100 THEN millis END) AS p95,
          max(millis) AS longest
        FROM ranked
        """
        .formatted(from + where);
  }

  /**
   * A page of batches of one group, or of all, below an id; the group, if it is one, the id and the
   * limit are bound. Untold, the planner would go through all the batches there are.
   */
  static String batches(boolean ofGroup) {
    return """
        WITH page AS (
          SELECT b.id, b.status, b.indicator_group_id, g.name FROM <batch> b %s
          LEFT JOIN <indicator_group> g ON g.id = b.indicator_group_id
          WHERE b.indicator_group_id %s AND b.id < ?
            AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> p WHERE p.batch_id = b.id)
          ORDER BY b.id DESC LIMIT ?),
        seen AS (%s FROM page CROSS JOIN <session> s ON s.batch_id = page.id
          LEFT JOIN <batchkit_session> k ON k.session_id = s.id)
        SELECT page.id, page.status, page.indicator_group_id, page.name, min(began) AS began,
          max(ended) AS ended, %s
        FROM page LEFT JOIN seen ON seen.batch_id = page.id GROUP BY page.id ORDER BY page.id DESC
        """
        .formatted(
            ofGroup ? "" : "INDEXED BY <group_batch_by_id>",
            ofGroup ? "= ?" : "IS NOT NULL",
            SEEN,
            QUALITY);
  }
}
