package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import dev.batchkit.store.SessionQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a cell, the row and all beside it are read. */
class ForeignRowsTest {
  @TempDir Path directory;
  private Path file;
  private SqliteStore store;
  private LedgerReads ledger;

  @BeforeEach
  void adopt() throws Exception {
    file = directory.resolve("x.db");
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = OFF");
      for (String sql : Shell.script("rssd-v3.sql").replaceAll("(?m)^--.*$", "").split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql.strip());
        }
      }
    }
    store = SqliteStore.adopt(file);
    ledger = store.ledger();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void sessions_are_read_whatever_stands_in_them() {
    List<OrchestrationSession> sessions = ledger.sessions(query(null, 10));
    assertThat(sessions)
        .containsExactly(
            new OrchestrationSession("none", "", "", "", null, null, null, null, null, null),
            new OrchestrationSession(
                "offset",
                "d",
                "m",
                "7",
                Instant.parse("2026-05-04T09:00:00.500Z"),
                Instant.parse("2026-05-04T09:00:00Z"),
                Json.write("NaN"),
                Json.write("{\"a\":1,\"a\":2}"),
                Json.of("1e999"),
                null),
            new OrchestrationSession(
                "odd",
                "d",
                "n",
                "",
                null,
                null,
                Json.write("{a:1}"),
                Json.write(""),
                Json.of("{}"),
                "ok"),
            new OrchestrationSession(
                "plain",
                "d",
                "m",
                "1.0",
                Instant.parse("2026-05-04T09:00:00Z"),
                Instant.parse("2026-05-04T09:00:01Z"),
                Json.of("{}"),
                null,
                Json.of("{\"status\":\"completed\"}"),
                "done"));
    assertThat(ledger.isFinished("odd")).isTrue();
    assertThat(ledger.isFinished("none")).isFalse();
    assertThat(ledger.sessions(query("odd", 10))).containsExactly(sessions.get(3));
    assertThat(ledger.statistics())
        .extracting(NatureStatistics::natureId, NatureStatistics::label)
        .containsExactly(tuple("", ""), tuple("m", "Many"), tuple("n", "n"));
    assertThat(ledger.natures()).containsExactly(Nature.of("m", "Many"), Nature.of("n", ""));
    assertThat(ledger.devices())
        .extracting(Device::id, Device::state)
        .containsExactly(tuple("d", Json.write("")), tuple("w", Json.write("SINGLETON")));
  }

  @Test
  void sessions_are_found_by_times_in_any_form_and_not_by_what_is_none() {
    Instant nine = Instant.parse("2026-05-04T09:00:00Z");
    assertThat(began(nine, nine.plusSeconds(1))).containsExactly("offset", "plain");
    assertThat(began(nine, nine.plusMillis(500))).containsExactly("plain");
    assertThat(began(nine.plusMillis(500), null)).containsExactly("offset");
    assertThat(began(null, Instant.parse("9999-01-01T00:00:00Z")))
        .containsExactly("offset", "plain");
  }

  private List<String> began(Instant from, Instant before) {
    return ledger
        .sessions(new SessionQuery(null, null, from, before, null, Set.of(), null, 10))
        .stream()
        .map(OrchestrationSession::id)
        .toList();
  }

  @Test
  void entries_states_and_execs_are_read_whatever_stands_in_them() {
    assertThat(pages(after -> ledger.entries("odd", after, 1), Entry::id))
        .containsExactly(
            new Entry("e1", "odd", "", null, Json.write("text")),
            new Entry("e2", "odd", "ff61", "\uFFFDb", Json.write("[")));
    assertThat(pages(after -> ledger.states("odd", after, 1), StateTransition::id))
        .extracting(StateTransition::from, StateTransition::result, StateTransition::at)
        .containsExactly(
            tuple("", Json.write("ok"), null),
            tuple("a", null, null),
            tuple("b", null, Instant.parse("2026-03-04T00:00:00Z")));
    assertThat(ledger.lastStates("odd")).hasSize(3);
    List<Exec> execs = pages(after -> ledger.execs("odd", after, 1), Exec::id);
    assertThat(execs)
        .extracting(Exec::status, Exec::isSuccess, Exec::outputNature, Exec::startedAt)
        .containsExactly(
            tuple("SUCCESS", true, Json.write("JSON"), null),
            tuple("", false, Json.write(""), null),
            tuple("1.5", false, null, null));
    assertThat(execs.get(1).input()).isEqualTo("\u0000");
  }

  @Test
  void issues_relations_and_logs_are_read_whatever_stands_in_them() {
    List<Issue> issues = pages(after -> ledger.issues("odd", after, 1), Issue::id);
    assertThat(issues)
        .extracting(Issue::id, Issue::row, Issue::severity)
        .containsExactly(
            tuple("1.2345678901234567E31", null, null),
            tuple("17", null, "ERROR"),
            tuple("ab", 18L, null),
            tuple("100000", null, null));
    assertThat(issues.get(1).invalidValue()).isEqualTo("a");
    assertThat(issues)
        .allMatch(issue -> ledger.issue(issue.id()).equals(java.util.Optional.of(issue)));
    assertThat(ledger.issueCounts("odd"))
        .containsExactlyInAnyOrder(
            new IssueCount("", null, null, 1),
            new IssueCount("T", null, null, 1),
            new IssueCount("T", "ERROR", null, 1),
            new IssueCount("T", null, "gone", 1));
    assertThat(pages(after -> ledger.relations("odd", after, 1), IssueRelation::id))
        .containsExactly(
            new IssueRelation("1", "17", "gone", "", Json.write("x")),
            new IssueRelation("2", "1.2345678901234567E31", "17", "caused-by", null));
    assertThat(pages(after -> ledger.logs("odd", after, 1), LogEntry::id))
        .extracting(LogEntry::id, LogEntry::content, LogEntry::parentId, LogEntry::siblingOrder)
        .containsExactly(tuple("1", "", null, 1L), tuple("2.5", "detail", "1", null));
  }

  @Test
  void ids_that_are_bytes_are_read_in_hex_and_pages_go_on_after_them() throws Exception {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO orchestration_session_issue (orchestration_session_issue_id, session_id)"
              + " VALUES (x'ff0102030405060708090a0b0c0d0e0f', 'plain'), ('a', 'plain'),"
              + " (x'61', 'plain'), ('b', 'plain')");
      statement.execute(
          "INSERT INTO orchestration_session (orchestration_session_id)"
              + " VALUES ('a'), (x'61'), (x'ff')");
    }
    String bytes = "ff0102030405060708090a0b0c0d0e0f";
    assertThat(pages(after -> ledger.issues("plain", after, 1), Issue::id))
        .extracting(Issue::id)
        .containsExactly(bytes, "a", "b");
    assertThat(ledger.issue(bytes)).isPresent();
    assertThat(ledger.issue("a")).isPresent();
    assertThat(
            pages(after -> ledger.sessions(query(after, 1)), OrchestrationSession::id).stream()
                .map(OrchestrationSession::id))
        .containsExactly("ff", "a", "none", "offset", "odd", "plain");
  }

  @Test
  void times_are_read_as_sqlite_reads_them() throws Exception {
    try (Connection connection = Sample.plain(file);
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT CAST(round((julianday(?) - 2440587.5) * 86400000) AS INTEGER)")) {
      for (String text :
          List.of(
              "2026-05-04",
              "2026-05-04 09:08",
              "2026-05-04 09:08:07",
              "2026-05-04T09:08:07.123Z",
              "2026-05-04  09:08:07 +02:00",
              "2026-05-04T09:08:07.5-14:00",
              "2026-02-30 24:00",
              "0000-01-01",
              "9999-12-31 23:59:59.999",
              "2026-05-04 09:08:07z ",
              "2026-13-01",
              "2026-05-32",
              "2026-05-00",
              "2026-05-04 25:00",
              "2026-05-04 09:60",
              "2026-05-04 09:08:60",
              "2026-05-04 09",
              "2026-05-04x",
              "2026-05-04T",
              "2026-05-04 09:08+15:00",
              "2026-05-04 09:08Zx",
              " 2026-05-04")) {
        select.setString(1, text);
        try (var rows = select.executeQuery()) {
          rows.next();
          long millis = rows.getLong(1);
          Instant expected = rows.wasNull() ? null : Instant.ofEpochMilli(millis);
          assertThat(ForeignCell.time(text)).as(text).isEqualTo(expected);
        }
      }
    }
    for (String text : List.of("now", "12:00", "2461165", "", "yesterday", "-2026-05-04")) {
      assertThat(ForeignCell.time(text)).as(text).isNull();
    }
  }

  /** All pages of one item each. */
  private static <T> List<T> pages(Function<String, List<T>> read, Function<T, String> id) {
    List<T> all = new ArrayList<>();
    List<T> page = read.apply(null);
    while (!page.isEmpty() && all.size() < 100) {
      all.addAll(page);
      page = read.apply(id.apply(page.get(0)));
    }
    return all;
  }

  private static SessionQuery query(String after, int limit) {
    return new SessionQuery(null, null, null, null, null, Set.of(), after, limit);
  }
}
