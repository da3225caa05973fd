package dev.batchkit.sqlite;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueCount;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerWrites;
import dev.batchkit.store.OpenRecording;
import dev.batchkit.store.SessionQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ledger. */
final class SqliteLedger implements LedgerWrites {
  private final Door door;
  private final SqliteSessions sessions;

  SqliteLedger(Door door, SqliteSessions sessions) {
    this.door = door;
    this.sessions = sessions;
  }

  @Override
  public Optional<OrchestrationSession> session(String sessionId) {
    return door.call(db -> db.sql(SessionSql.class).find(sessionId));
  }

  @Override
  public boolean isFinished(String sessionId) {
    return door.call(db -> db.sql(SessionSql.class).isFinished(sessionId));
  }

  @Override
  public List<OrchestrationSession> sessions(SessionQuery query) {
    String after = query.after();
    long below = Long.MAX_VALUE;
    if (after != null) {
      below = place(db -> db.sql(SessionSql.class).place(after));
    }
    long from = below;
    return door.call(db -> sessions.page(db, query, from));
  }

  @Override
  public long count(SessionQuery query) {
    return door.call(db -> sessions.count(db, query));
  }

  @Override
  public List<NatureStatistics> statistics() {
    return door.call(db -> db.sql(SessionSql.class).statistics());
  }

  @Override
  public List<Device> devices() {
    return door.call(db -> db.sql(DeviceSql.class).all());
  }

  @Override
  public List<Nature> natures() {
    return door.call(db -> db.sql(NatureSql.class).all());
  }

  @Override
  public Optional<Device> device(String deviceId) {
    return door.call(db -> db.sql(DeviceSql.class).find(deviceId));
  }

  @Override
  public Optional<Nature> nature(String natureId) {
    return door.call(db -> db.sql(NatureSql.class).find(natureId));
  }

  @Override
  public SessionCounts counts(String sessionId) {
    return door.call(db -> db.sql(SessionSql.class).counts(sessionId));
  }

  @Override
  public List<Entry> entries(String sessionId, @Nullable String after, int limit) {
    return page(
        after,
        db -> db.sql(EntrySql.class),
        EntrySql::place,
        (sql, from) -> sql.page(sessionId, from, limit));
  }

  @Override
  public List<StateTransition> states(String sessionId, @Nullable String after, int limit) {
    return page(
        after,
        db -> db.sql(StateSql.class),
        StateSql::place,
        (sql, from) -> sql.page(sessionId, from, limit));
  }

  @Override
  public List<StateTransition> lastStates(String sessionId) {
    return door.call(db -> db.sql(StateSql.class).last(sessionId));
  }

  @Override
  public List<Exec> execs(String sessionId, @Nullable String after, int limit) {
    return page(
        after,
        db -> db.sql(ExecSql.class),
        ExecSql::place,
        (sql, from) -> sql.page(sessionId, from, limit));
  }

  @Override
  public List<Issue> issues(String sessionId, @Nullable String after, int limit) {
    return page(
        after,
        db -> db.sql(IssueSql.class),
        IssueSql::place,
        (sql, from) -> sql.page(sessionId, from, limit));
  }

  @Override
  public Optional<Issue> issue(String issueId) {
    return door.call(db -> db.sql(IssueSql.class).find(issueId));
  }

  @Override
  public List<IssueCount> issueCounts(String sessionId) {
    return door.call(db -> db.sql(IssueSql.class).counts(sessionId));
  }

  @Override
  public List<IssueRelation> relations(String sessionId, @Nullable String after, int limit) {
    return page(
        after,
        db -> db.sql(RelationSql.class),
        RelationSql::place,
        (sql, from) -> sql.page(sessionId, from, limit));
  }

  @Override
  public List<LogEntry> logs(String sessionId, @Nullable String after, int limit) {
    return page(
        after,
        db -> db.sql(LogSql.class),
        LogSql::place,
        (sql, from) -> sql.page(sessionId, from, limit));
  }

  /** A page after the item with an id: that one is looked for first. */
  private <S, T> List<T> page(
      @Nullable String after,
      Function<Db, S> table,
      BiFunction<S, String, Optional<Long>> place,
      BiFunction<S, Long, List<T>> page) {
    long from = 0;
    if (after != null) {
      from = place(db -> place.apply(table.apply(db), after));
    }
    long above = from;
    return door.call(db -> page.apply(table.apply(db), above));
  }

  /** Outside the door, which takes what is refused inside for a fault of the file. */
  private long place(Door.Call<Optional<Long>> find) {
    Optional<Long> found = door.call(find);
    return found.orElseThrow(SqliteLedger::noSuchItem);
  }

  private static InvalidValue noSuchItem() {
    String fault = "after: is the id of nothing that is read here";
    return new InvalidValue("The page cannot be read: " + fault + ".", List.of(fault), null);
  }

  @Override
  public List<OpenRecording> recordings() {
    return door.call(db -> db.sql(RecordingSql.class).all());
  }

  @Override
  public String device(Device device) {
    return door.call(
        db -> {
          DeviceSql devices = db.sql(DeviceSql.class);
          Optional<String> known = devices.find(device);
          if (known.isEmpty()) {
            devices.insert(device, Instant.now());
          }
          return known.orElse(device.id());
        });
  }

  @Override
  public Nature nature(Nature nature) {
    return door.call(
        db -> {
          NatureSql natures = db.sql(NatureSql.class);
          Optional<Nature> known = natures.find(nature.id());
          if (known.isEmpty()) {
            natures.insert(nature, Instant.now());
          }
          return known.orElse(nature);
        });
  }

  @Override
  public void insert(OrchestrationSession session) {
    door.call(
        db -> {
          db.sql(SessionSql.class).insert(session);
          return session;
        });
  }

  @Override
  public void recording(String sessionId, long owner) {
    door.call(
        db -> {
          db.sql(RecordingSql.class).insert(sessionId, owner);
          return sessionId;
        });
  }

  @Override
  public void finish(String sessionId, Instant at, Json diagnostics, String markdown) {
    door.call(
        db -> {
          int touched = db.sql(SessionSql.class).finish(sessionId, at, diagnostics, markdown);
          Db.one(touched, "There is no orchestration session " + sessionId + " to finish.");
          return db.sql(RecordingSql.class).delete(sessionId);
        });
  }

  @Override
  public void insertEntries(List<Entry> entries) {
    write(EntrySql.INSERT, entries);
  }

  @Override
  public void insertStates(List<StateTransition> states) {
    write(StateSql.INSERT, states);
  }

  @Override
  public void insertExecs(List<Exec> execs) {
    write(ExecSql.INSERT, execs);
  }

  @Override
  public void endExecs(List<Exec> execs) {
    write(ExecSql.END, execs);
  }

  @Override
  public void insertIssues(List<Issue> issues) {
    issues.forEach(issue -> NumericId.refuse("issue", issue.id()));
    write(IssueSql.INSERT, issues);
  }

  @Override
  public void insertRelations(List<IssueRelation> relations) {
    relations.forEach(relation -> NumericId.refuse("issue relation", relation.id()));
    write(RelationSql.INSERT, relations);
  }

  @Override
  public void insertLogs(List<LogEntry> logs) {
    logs.forEach(log -> NumericId.refuse("line of the log", log.id()));
    write(LogSql.INSERT, logs);
  }

  /** Nothing to write takes no statement. */
  private <T> void write(KeptWrite<T> write, List<T> rows) {
    if (!rows.isEmpty()) {
      door.call(
          db -> {
            write.all(db, rows);
            return rows;
          });
    }
  }
}
