package dev.batchkit.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.report.Outcome;
import dev.batchkit.report.SessionReport;
import dev.batchkit.report.SessionTree;
import dev.batchkit.store.LedgerReads;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sessions with more than is shown, and with what no program should have written. */
class SessionBoundsTest {
  private static final String LONG = "x".repeat(1_000_000);

  private final Written session = new Written("load", "Load", "1", null);

  private SessionTree tree() {
    return session.report().tree();
  }

  @Test
  void an_entry_that_is_not_shown_counts_when_it_failed() {
    for (int i = 0; i < 202; i++) {
      session.entry(i, "file-" + i, null);
    }
    String mended = session.entry(300, "mended", null);
    String failed = session.entry(301, "failed", null);
    session.state(302, mended, "ERROR(ingest)").state(303, mended, "EXIT(ingest)");
    session.state(304, failed, "ERROR(ingest)").finish(400, Json.of("{}"));
    SessionReport report = session.report();
    assertThat(report.tree().failedEntryCount()).isEqualTo(1);
    assertThat(report.tree().failedEntries()).isEmpty();
    assertThat(report.tree().outcome()).isEqualTo(Outcome.SUCCEEDED_WITH_FAULTS);
    assertThat(report.text())
        .containsSubsequence("204 entries (1 failed)", "Failed\n  ... and 1 more");
    assertThat(report.markdown()).contains("## What failed", "- ... and 1 more");
    assertThat(report.json().text()).contains("\"failedEntries\":1,");
    assertThat(HtmlReport.page(report)).containsSubsequence("1 failed", "What failed", "1 more");
  }

  @Test
  void a_page_that_is_not_full_is_the_last() {
    session.state(1, null, "ENTER(load)");
    List<String> asked = new ArrayList<>();
    LedgerReads ledger =
        (LedgerReads)
            Proxy.newProxyInstance(
                LedgerReads.class.getClassLoader(),
                new Class<?>[] {LedgerReads.class},
                (proxy, method, arguments) -> {
                  asked.add(method.getName());
                  return method.invoke(session.ledger(), arguments);
                });
    SessionReport.of(
        ledger, ledger.session(session.sessionId()).orElseThrow(), SessionState.RUNNING);
    assertThat(asked).containsOnlyOnce("states");
  }

  @Test
  void an_elaboration_that_java_cannot_read_leaves_the_state_to_tell_why_it_failed() {
    session.state(1, null, "ERROR(load)", Json.of("{\"error\":\"e\",\"n\":1e9999999999}"));
    assertThat(session.report().text()).contains("Failed\n  ERROR(load)\n");
  }

  @Test
  void a_time_of_no_year_that_is_written_with_four_digits_is_none() {
    Json times =
        Json.of(
            "{\"started_at\":\"-0001-01-01T00:00:00Z\",\"ended_at\":\"+999999999-01-01T00:00:00Z\"}");
    session.write(ledger -> ledger.insertExecs(List.of(exec("true", null, times))));
    Exec exec = tree().execs().shown().get(0).exec();
    assertThat(exec.startedAt()).isNull();
    assertThat(exec.endedAt()).isNull();
    assertThat(HtmlReport.page(session.report())).contains("true");
  }

  @Test
  void long_texts_of_a_state_are_cut_and_what_failed_is_kept() {
    Json error =
        Json.of("{\"more\":\"" + LONG + "\",\"error\":\"why \\ud800\",\"stack\":[\"at\",null]}");
    session.write(
        ledger ->
            ledger.insertStates(
                List.of(
                    new StateTransition(
                        "s-1",
                        session.sessionId(),
                        null,
                        "ENTER(" + LONG,
                        "ERROR(" + LONG,
                        Json.write(LONG),
                        LONG,
                        Written.BEGIN,
                        error))));
    assertThat(tree().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(session.report().json().text())
        .hasSizeLessThan(100_000)
        .contains("characters", "why ", "\"stack\":[\"at\",\"null\"]");
    assertThat(session.report().markdown()).contains("why ");
  }

  @Test
  void long_elaborations_are_cut_and_their_times_and_ids_are_kept() {
    String id = session.sessionId();
    Json more =
        Json.of(
            "{\"more\":\"%s\",\"at\":\"%s\",\"started_at\":\"%2$s\",\"ended_at\":\"%2$s\","
                    .formatted(LONG, Written.BEGIN)
                + "\"severity\":\"ERROR\",\"session_id\":\"%s\",\"exec_id\":\"x-1\",\"entry_id\":\"e-1\"}"
                    .formatted(id));
    session.write(
        ledger -> {
          ledger.insertEntries(List.of(new Entry("e-1", id, "a.csv", null, more)));
          ledger.insertExecs(List.of(exec("true", Json.write(LONG), more)));
          ledger.insertLogs(List.of(new LogEntry("l-1", null, null, "read", null, more)));
          ledger.insertIssues(
              List.of(new Issue("i-1", id, null, "Wrong", "w", null, null, null, null, more)));
        });
    Instant begin = Written.BEGIN;
    Entry entry = tree().entries().shown().get(0).entry();
    assertThat(entry.at()).isEqualTo(begin);
    Exec exec = tree().execs().shown().get(0).exec();
    assertThat(List.of(exec.startedAt(), exec.endedAt())).containsOnly(begin);
    LogEntry log = tree().log().shown().get(0).line();
    assertThat(log.at()).isEqualTo(begin);
    assertThat(List.of(log.sessionId(), log.entryId(), log.execId()))
        .containsExactly(id, "e-1", "x-1");
    Issue issue = tree().issues().shown().get(0).issues().shown().get(0);
    assertThat(issue.at()).isEqualTo(begin);
    assertThat(issue.severity()).isEqualTo("ERROR");
    assertThat(
            List.of(
                entry.elaboration(),
                exec.elaboration(),
                exec.outputNature(),
                log.elaboration(),
                issue.elaboration()))
        .allSatisfy(json -> assertThat(json.text()).hasSizeLessThan(10_000));
  }

  private Exec exec(String code, @Nullable Json outputNature, Json elaboration) {
    return new Exec(
        "x-1",
        session.sessionId(),
        null,
        null,
        "shell",
        null,
        null,
        code,
        "0",
        null,
        null,
        null,
        outputNature,
        null,
        elaboration);
  }
}
