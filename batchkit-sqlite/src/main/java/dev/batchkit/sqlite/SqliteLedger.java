package dev.batchkit.sqlite;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerWrites;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ledger. */
final class SqliteLedger implements LedgerWrites {
  /** What a column of type UUID, whose affinity is NUMERIC, would turn into a number. */
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

  private final Door door;

  SqliteLedger(Door door) {
    this.door = door;
  }

  @Override
  public Optional<OrchestrationSession> session(String sessionId) {
    return door.call(db -> db.sql(SessionSql.class).find(sessionId));
  }

  @Override
  public List<Entry> entries(String sessionId) {
    return door.call(db -> db.sql(EntrySql.class).ofSession(sessionId));
  }

  @Override
  public List<StateTransition> states(String sessionId) {
    return door.call(db -> db.sql(StateSql.class).ofSession(sessionId));
  }

  @Override
  public List<Issue> issues(String sessionId, String after, int limit) {
    return door.call(db -> db.sql(IssueSql.class).page(sessionId, after, limit));
  }

  @Override
  public String device(Device device, String newId) {
    return door.call(
        db -> {
          DeviceSql devices = db.sql(DeviceSql.class);
          Optional<String> known = devices.find(device);
          if (known.isEmpty()) {
            devices.insert(newId, device, Instant.now());
          }
          return known.orElse(newId);
        });
  }

  @Override
  public void nature(Nature nature) {
    door.call(
        db -> {
          db.sql(NatureSql.class).insert(nature, Instant.now());
          return nature;
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
  public void finish(String sessionId, Instant at, Json diagnostics, String markdown) {
    door.call(
        db -> {
          int touched = db.sql(SessionSql.class).finish(sessionId, at, diagnostics, markdown);
          Db.one(touched, "There is no orchestration session " + sessionId + " to finish.");
          return touched;
        });
  }

  @Override
  public void insert(Entry entry) {
    door.call(
        db -> {
          db.sql(EntrySql.class).insert(entry);
          return entry;
        });
  }

  @Override
  public void insertStates(List<StateTransition> states) {
    if (states.isEmpty()) {
      return;
    }
    door.call(
        db -> {
          db.sql(StateSql.class).insert(states);
          return states;
        });
  }

  @Override
  public void insertIssues(List<Issue> issues) {
    if (issues.isEmpty()) {
      return;
    }
    issues.forEach(SqliteLedger::checkId);
    door.call(
        db -> {
          db.sql(IssueSql.class).insert(issues);
          return issues;
        });
  }

  private static void checkId(Issue issue) {
    if (NUMBER.matcher(issue.id()).matches()) {
      String fault = "id: is a number to SQLite, which would change it";
      throw new InvalidValue("The issue cannot be stored: " + fault + ".", List.of(fault), null);
    }
  }
}
