package dev.batchkit.sqlite;

import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.json.JsonText;
import dev.batchkit.session.Level;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.SessionWrites;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes sessions of batches, on statements that are kept. */
final class SqliteBatchSessions extends SqliteBatchSessionReads implements SessionWrites {
  private static final int MOST_RECORDS = 32;
  private static final int RECORD_CELLS = 4;

  private final Door door;

  SqliteBatchSessions(Door door) {
    super(door);
    this.door = door;
  }

  @Override
  public long put(NewSession session) {
    return door.call(
        db -> {
          requireChangeable(db, session.batchId());
          Long known = id(db, BatchSessionTexts.FIND, session.batchId(), session.indicatorId());
          long id = known == null ? insert(db, session) : update(db, session, known);
          replaceOwn(db, session, id);
          return id;
        });
  }

  private static void requireChangeable(Db db, long batchId) throws SQLException {
    Long frozen = id(db, BatchSessionTexts.CHANGEABLE, batchId);
    if (frozen == null) {
      throw Failures.broken("Batch " + batchId + " does not exist.", "REFERENCE");
    }
    if (frozen == 1) {
      throw Failures.broken(
          "Batch " + batchId + " is frozen: it does not change any more.", "IMMUTABLE");
    }
  }

  private static @Nullable Long id(Db db, String sql, long... arguments) throws SQLException {
    PreparedStatement statement = db.kept(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setLong(i + 1, arguments[i]);
    }
    try (ResultSet found = statement.executeQuery()) {
      return found.next() ? found.getLong(1) : null;
    }
  }

  private static long insert(Db db, NewSession session) throws SQLException {
    PreparedStatement statement = db.kept(BatchSessionTexts.INSERT);
    measured(session, new KeptWrite.Values(statement))
        .number(session.by().groupId())
        .number(session.batchId())
        .number(session.indicatorId());
    try (ResultSet inserted = statement.executeQuery()) {
      inserted.next();
      return inserted.getLong(1);
    }
  }

  private static long update(Db db, NewSession session, long id) throws SQLException {
    PreparedStatement statement = db.kept(BatchSessionTexts.UPDATE);
    measured(session, new KeptWrite.Values(statement)).number(id);
    statement.executeUpdate();
    return id;
  }

  private static KeptWrite.Values measured(NewSession session, KeptWrite.Values values)
      throws SQLException {
    RecordCounts counts = session.counts();
    return values
        .text(session.status().word())
        .text(text(session.operator()))
        .real(session.threshold() == null ? null : session.threshold().nearest())
        .number(counts == null ? null : counts.records())
        .number(counts == null ? null : counts.alerts())
        .number(counts == null ? null : counts.noAlerts())
        .time(session.at())
        .number(session.by().userId());
  }

  private static void replaceOwn(Db db, NewSession session, long id) throws SQLException {
    PreparedStatement statement = db.kept(BatchSessionTexts.REPLACE_OWN);
    RecordCounts counts = session.counts();
    new KeptWrite.Values(statement)
        .number(id)
        .text(session.indicator())
        .text(session.type())
        .text(session.verdict() == null ? null : session.verdict().name())
        .text(session.quantity() == null ? null : session.quantity().name())
        .text(text(session.threshold()))
        .number(counts == null ? null : counts.warnings())
        .json(counts == null ? null : findings(counts))
        .text(session.extreme())
        .text(session.reason())
        .number((long) session.attempts())
        .time(session.startedAt())
        .time(session.finishedAt())
        .text(session.series())
        .json(session.definition());
    statement.executeUpdate();
  }

  private static @Nullable String text(@Nullable JsonText value) {
    return value == null ? null : value.text();
  }

  private static Json findings(RecordCounts counts) {
    Map<String, Long> byName = new LinkedHashMap<>();
    counts.findings().forEach((finding, count) -> byName.put(finding.name(), count));
    return Json.write(byName);
  }

  @Override
  public void addRecords(long sessionId, List<NewRecord> records) {
    List<String> texts =
        records.stream().map(record -> Json.write(record.record()).text()).toList();
    door.call(
        db -> {
          requireChangeable(db, sessionId, BatchSessionTexts.BATCH_OF);
          long last = lastSequence(db, sessionId);
          for (NewRecord record : records) {
            if (record.sequence() <= last) {
              throw Failures.broken(
                  "A record of session " + sessionId + " is not above those that are there.",
                  "SEQUENCE");
            }
            last = record.sequence();
          }
          return insert(db, sessionId, records, texts);
        });
  }

  private static void requireChangeable(Db db, long sessionId, String batchOf) throws SQLException {
    Long batchId = id(db, batchOf, sessionId);
    if (batchId == null) {
      throw Failures.broken(
          "There is no session " + sessionId + " that records can belong to.", "REFERENCE");
    }
    requireChangeable(db, batchId);
  }

  private static long lastSequence(Db db, long sessionId) throws SQLException {
    return Objects.requireNonNull(id(db, RecordTexts.LAST, sessionId));
  }

  /** The largest statement as often as it fits, then halves. */
  private static int insert(Db db, long sessionId, List<NewRecord> records, List<String> texts)
      throws SQLException {
    int at = 0;
    for (int size = MOST_RECORDS; size > 0; size /= 2) {
      while (records.size() - at >= size) {
        PreparedStatement statement = db.kept(RecordTexts.insert(size));
        statement.setLong(1, sessionId);
        for (int i = 0; i < size; i++) {
          bind(statement, 2 + i * RECORD_CELLS, records.get(at + i), texts.get(at + i));
        }
        statement.executeUpdate();
        at += size;
      }
    }
    return at;
  }

  private static void bind(PreparedStatement statement, int from, NewRecord record, String text)
      throws SQLException {
    statement.setLong(from, record.sequence());
    statement.setString(from + 1, text);
    statement.setInt(from + 2, record.record().level() == Level.ALERT ? 1 : 0);
    statement.setString(from + 3, record.key());
  }

  @Override
  public int deleteRecords(long sessionId, int limit) {
    return door.call(
        db -> {
          requireChangeable(db, sessionId, BatchSessionTexts.BATCH_OF_ANY);
          if (limit < 1) {
            return 0;
          }
          PreparedStatement statement = db.kept(RecordTexts.DELETE);
          statement.setLong(1, sessionId);
          statement.setInt(2, limit);
          return statement.executeUpdate();
        });
  }

  @Override
  public void interrupt(long batchId, Instant at) {
    door.call(
        db -> {
          PreparedStatement own = db.kept(BatchSessionTexts.INTERRUPT_OWN);
          new KeptWrite.Values(own).text(INTERRUPTED).time(at).number(batchId);
          own.executeUpdate();
          PreparedStatement session = db.kept(BatchSessionTexts.INTERRUPT);
          session.setString(1, UtcText.of(at));
          session.setLong(2, batchId);
          return session.executeUpdate();
        });
  }

  @Override
  public void requestCancel(long batchId, long indicatorId, Instant at, ActorIds by) {
    door.call(
        db -> {
          requireChangeable(db, batchId);
          PreparedStatement statement = db.kept(BatchSessionTexts.CANCEL);
          new KeptWrite.Values(statement)
              .number(batchId)
              .number(indicatorId)
              .time(at)
              .number(by.userId());
          return statement.executeUpdate();
        });
  }
}
