package dev.batchkit.report.html;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.report.SessionReport;
import dev.batchkit.store.LedgerReads;
import dev.batchkit.store.LedgerWrites;
import dev.batchkit.testkit.InMemoryStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session that is written into a ledger item by item, with times in milliseconds. */
final class Written {
  static final Instant BEGIN = Instant.parse("2026-05-04T09:08:07.000Z");

  private final InMemoryStore store = InMemoryStore.create();
  private final Map<String, String> states = new LinkedHashMap<>();
  private OrchestrationSession session;
  private int ids;

  Written(String nature, String label, String version, @Nullable Json args) {
    session =
        new OrchestrationSession(
            "0196a8f2-7c1b-7000-8a5e-3f21c0de4b12",
            "d-1",
            nature,
            version,
            BEGIN,
            null,
            null,
            args,
            null,
            null);
    write(ledger -> ledger.device(device("build-7.example.org")));
    write(ledger -> ledger.nature(Nature.of(nature, label)));
    write(ledger -> ledger.insert(session));
  }

  static Device device(String name) {
    return new Device(
        "d-1",
        name,
        Json.of("\"SINGLETON\""),
        "UNKNOWN",
        null,
        Json.of("{\"os-arch\":\"x64\",\"os-platform\":\"linux\"}"),
        null);
  }

  /** Writes at once. */
  void write(Consumer<LedgerWrites> work) {
    store.inUnit(
        "test",
        unit -> {
          work.accept(unit.ledger());
          return unit;
        });
  }

  private String id() {
    return "0196a8f2-7c1b-7%03x-8a5e-000000000000".formatted(++ids);
  }

  static String at(long millis) {
    return BEGIN.plusMillis(millis).toString();
  }

  Written state(long at, @Nullable String entry, String to) {
    return state(at, entry, to, null);
  }

  Written state(long at, @Nullable String entry, String to, @Nullable Json error) {
    String from = states.getOrDefault(String.valueOf(entry), StateTransition.NONE);
    states.put(String.valueOf(entry), to);
    StateTransition state =
        new StateTransition(
            id(), session.id(), entry, from, to, null, null, BEGIN.plusMillis(at), error);
    write(ledger -> ledger.insertStates(List.of(state)));
    return this;
  }

  String entry(long at, String source, @Nullable String table) {
    Entry entry = new Entry(id(), session.id(), source, table, Json.write(Map.of("at", at(at))));
    write(ledger -> ledger.insertEntries(List.of(entry)));
    state(at, entry.id(), "ENTER(ingest)");
    return entry.id();
  }

  String exec(
      long from,
      long to,
      @Nullable String entry,
      @Nullable String parent,
      String nature,
      @Nullable String identity,
      String code,
      String status,
      @Nullable String input,
      @Nullable String output,
      @Nullable String error) {
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("started_at", at(from));
    if (to >= 0) {
      times.put("ended_at", at(to));
    }
    Exec exec =
        new Exec(
            id(),
            session.id(),
            entry,
            parent,
            nature,
            null,
            identity,
            code,
            status,
            input,
            error,
            output,
            null,
            null,
            Json.write(times));
    write(ledger -> ledger.insertExecs(List.of(exec)));
    return exec.id();
  }

  String issue(
      long at,
      @Nullable String entry,
      String severity,
      String type,
      String message,
      @Nullable Long row,
      @Nullable String column,
      @Nullable String value,
      @Nullable String remediation) {
    Issue issue =
        new Issue(
            id(),
            session.id(),
            entry,
            type,
            message,
            row,
            column,
            value,
            remediation,
            Json.write(Map.of("severity", severity, "at", at(at))));
    write(ledger -> ledger.insertIssues(List.of(issue)));
    return issue.id();
  }

  Written relation(String issue, String other, String nature) {
    IssueRelation relation = new IssueRelation(id(), issue, other, nature, null);
    write(ledger -> ledger.insertRelations(List.of(relation)));
    return this;
  }

  String log(long at, @Nullable String parent, @Nullable String category, String content) {
    LogEntry log =
        new LogEntry(
            id(),
            category,
            parent,
            content,
            null,
            Json.write(Map.of("session_id", session.id(), "at", at(at))));
    write(ledger -> ledger.insertLogs(List.of(log)));
    return log.id();
  }

  Written finish(long at, Json diagnostics) {
    write(ledger -> ledger.finish(session.id(), BEGIN.plusMillis(at), diagnostics, "# Done"));
    return this;
  }

  String sessionId() {
    return session.id();
  }

  LedgerReads ledger() {
    return store.ledger();
  }

  SessionReport report() {
    OrchestrationSession now = store.ledger().session(session.id()).orElseThrow();
    return SessionReport.of(
        store.ledger(),
        now,
        now.finishedAt() == null ? SessionState.ABANDONED : SessionState.FINISHED);
  }
}
