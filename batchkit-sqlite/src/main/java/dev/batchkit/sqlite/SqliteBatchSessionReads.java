package dev.batchkit.sqlite;

import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.TrendStep;
import dev.batchkit.store.PastRecord;
import dev.batchkit.store.SessionFilter;
import dev.batchkit.store.SessionReads;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads sessions of batches. */
class SqliteBatchSessionReads implements SessionReads {
  private final Door door;

  SqliteBatchSessionReads(Door door) {
    this.door = door;
  }

  /** Reads one row. */
  @FunctionalInterface
  private interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private <T> List<T> list(String sql, Mapper<T> mapper, List<?> arguments, Object... more) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(sql);
          int place = 0;
          for (Object argument : arguments) {
            statement.setObject(++place, argument);
          }
          for (Object argument : more) {
            statement.setObject(++place, argument);
          }
          List<T> found = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(mapper.map(rows));
            }
          }
          return found;
        });
  }

  @Override
  public Optional<Session> find(long sessionId) {
    return list(BatchSessionText.find(), BatchSessionRows::session, List.of(sessionId)).stream()
        .findFirst();
  }

  @Override
  public Optional<Session> find(long batchId, long indicatorId) {
    SessionFilter filter = new SessionFilter(indicatorId, null, batchId, null, null, null, null);
    return page(filter, Long.MAX_VALUE, 1).stream().findFirst();
  }

  @Override
  public List<Session> page(SessionFilter filter, long below, int limit) {
    BatchSessionText text = new BatchSessionText(filter);
    return list(
        text.page(), BatchSessionRows::session, text.arguments(), below, Math.max(0, limit));
  }

  @Override
  public Optional<Session> last(long indicatorId, long below) {
    BatchSessionText text =
        new BatchSessionText(new SessionFilter(indicatorId, null, null, null, null, null, null));
    return list(text.measuredPage(), BatchSessionRows::session, text.arguments(), below, 1).stream()
        .findFirst();
  }

  @Override
  public Quality quality(SessionFilter filter) {
    BatchSessionText text = new BatchSessionText(filter);
    return list(text.quality(), BatchSessionRows::quality, text.arguments()).get(0);
  }

  @Override
  public List<TrendPoint> trend(SessionFilter filter, TrendStep step, int limit) {
    BatchSessionText text = new BatchSessionText(filter);
    return list(text.trend(step), BatchSessionRows::point, text.arguments(), Math.max(0, limit));
  }

  @Override
  public SessionDurations durations(SessionFilter filter) {
    BatchSessionText text = new BatchSessionText(filter);
    return list(text.durations(), BatchSessionRows::durations, text.arguments()).get(0);
  }

  @Override
  public List<BatchSummary> batches(@Nullable Long groupId, long below, int limit) {
    List<Long> group = groupId == null ? List.of() : List.of(groupId);
    return list(
        BatchSessionText.batches(groupId != null),
        BatchSessionRows::summary,
        group,
        below,
        Math.max(0, limit));
  }

  @Override
  public List<SessionRecord> records(long sessionId, boolean alertsOnly, long after, int limit) {
    return list(
        alertsOnly ? RecordTexts.PAGE_OF_ALERTS : RecordTexts.PAGE,
        BatchSessionRows::record,
        List.of(sessionId, after),
        Math.max(0, limit));
  }

  @Override
  public List<PastRecord> history(
      long indicatorId, String series, List<String> keys, int sessions) {
    return list(
        RecordTexts.HISTORY,
        BatchSessionRows::past,
        List.of(series, indicatorId, Math.max(0, sessions)),
        Json.write(keys).text());
  }

  @Override
  public Set<Long> cancelRequests(long batchId, Instant from) {
    return new TreeSet<>(
        list(BatchSessionTexts.CANCELS, row -> row.getLong(1), List.of(batchId), UtcText.of(from)));
  }
}
