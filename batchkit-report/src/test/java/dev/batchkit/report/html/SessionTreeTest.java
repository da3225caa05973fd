package dev.batchkit.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.report.ExecNode;
import dev.batchkit.report.IssueGroup;
import dev.batchkit.report.LogNode;
import dev.batchkit.report.Outcome;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.TimelineEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One session as a whole: what is in the tree, in which order, and where it is cut. */
class SessionTreeTest {
  private final Written session = new Written("load", "Load", "1", null);

  private SessionTree tree() {
    return session.report().tree();
  }

  private static List<String> whats(SessionTree tree) {
    return tree.timeline().shown().stream().map(TimelineEvent::what).toList();
  }

  @Test
  void execs_stand_within_what_they_ran_in() {
    String outer = exec("outer", null, "0");
    String inner = exec("inner", outer, "0");
    exec("innermost", inner, "1");
    exec("next", null, "0");
    assertThat(tree().execs().shown()).extracting(ExecNode::name).containsExactly("outer", "next");
    assertThat(tree().allExecs().map(ExecNode::name))
        .containsExactly("outer", "inner", "innermost", "next");
    assertThat(tree().failedExecs()).extracting(ExecNode::name).containsExactly("innermost");
  }

  @Test
  void execs_that_are_nested_without_end_can_be_shown() {
    String parent = null;
    for (int i = 0; i < 90; i++) {
      parent = exec("level " + i, parent, "0");
    }
    assertThat(tree().allExecs().map(ExecNode::name)).hasSize(90);
    assertThat(session.report().markdown()).contains("level 89");
    assertThat(HtmlReport.page(session.report())).contains("level 89");
  }

  @Test
  void of_many_execs_the_first_are_shown_and_the_first_that_failed() {
    for (int i = 0; i < 300; i++) {
      exec("load " + i, null, i >= 200 ? "7" : "0");
    }
    SessionTree tree = tree();
    assertThat(tree.execs().total()).isEqualTo(300);
    assertThat(tree.counts().failedExecs()).isEqualTo(100);
    assertThat(tree.allExecs()).hasSize(120);
    assertThat(tree.failedExecs())
        .hasSize(20)
        .first()
        .extracting(ExecNode::name)
        .isEqualTo("load 200");
  }

  @Test
  void long_texts_are_cut_and_say_so() {
    String output = "begin" + "x".repeat(10_000_000) + "the end";
    session.exec(1, 2, null, null, "shell", "long", "cat", "0", null, output, null);
    String shown = tree().execs().shown().get(0).exec().output();
    assertThat(shown)
        .hasSizeLessThan(10_000)
        .startsWith("begin")
        .contains("[... cut: the first 6,000 and the last 2,000 of 10,000,012 characters ...]")
        .endsWith("the end");
  }

  @Test
  void lines_of_the_log_stand_below_what_they_are_details_of_in_their_order() {
    String read = session.log(1, null, "load", "read");
    log("l-1", read, "second", 2L);
    log("l-2", read, "first", 1L);
    log("l-3", read, "third", null);
    LogNode node = tree().log().shown().get(0);
    assertThat(node.details().stream().map(detail -> detail.line().content()))
        .containsExactly("first", "second", "third");
    assertThat(tree().log().total()).isEqualTo(4);
  }

  @Test
  void the_worst_issues_come_first_and_then_the_most() {
    for (int i = 0; i < 30; i++) {
      session.issue(i, null, "WARNING", "Warned", "w", null, null, null, null);
      session.issue(
          i, null, i < 2 ? "ERROR" : "OK", i < 1 ? "Rare" : "Seen", "e", null, null, null, null);
    }
    assertThat(tree().issues().shown())
        .extracting(group -> group.type() + " " + group.severity() + " " + group.issues().total())
        .containsExactly("Rare ERROR 1", "Seen ERROR 1", "Warned WARNING 30", "Seen OK 28");
    assertThat(tree().issues().shown().get(2).issues().shown()).hasSize(10);
    assertThat(tree().errors()).isEqualTo(2);
  }

  @Test
  void a_session_with_many_issues_is_read_in_bounds() {
    SessionTree tree = Sessions.huge().report().tree();
    assertThat(tree.counts().issues()).isEqualTo(20_000);
    assertThat(tree.issues().shown())
        .extracting(IssueGroup::type)
        .containsExactly("Range Violation", "Missing Mandatory Value");
    assertThat(tree.issues().shown().stream().mapToLong(group -> group.issues().total()).sum())
        .isEqualTo(20_000);
    assertThat(tree.timeline().shown()).hasSize(200);
    assertThat(tree.timeline().shown().get(199).what()).isEqualTo("Session ended");
    assertThat(tree.timeline().total()).isGreaterThan(20_000);
  }

  @Test
  void a_session_is_what_its_last_state_or_its_own_word_says() {
    assertThat(tree().outcome()).isEqualTo(Outcome.ABANDONED);
    session.state(1, null, "ENTER(load)").finish(2, Json.of("{}"));
    assertThat(tree().outcome()).isEqualTo(Outcome.SUCCEEDED);
    exec("bad", null, "1");
    assertThat(tree().outcome()).isEqualTo(Outcome.SUCCEEDED_WITH_FAULTS);
    session.state(3, null, "INTERRUPTED(load)");
    assertThat(tree().outcome()).isEqualTo(Outcome.FAILED);
    session.state(4, null, "EXIT(load)");
    assertThat(tree().outcome()).isEqualTo(Outcome.SUCCEEDED_WITH_FAULTS);
    session.state(5, null, StateTransition.FAILED).state(6, null, "NONE");
    assertThat(tree().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(tree().failure().to()).isEqualTo(StateTransition.FAILED);
  }

  @Test
  void a_state_of_an_entry_fails_the_entry_and_not_the_session() {
    String entry = session.entry(1, "a.csv", null);
    session.state(2, entry, "ERROR(ingest)").finish(3, Json.of("{}"));
    assertThat(tree().failedEntries()).hasSize(1);
    assertThat(tree().outcome()).isEqualTo(Outcome.SUCCEEDED_WITH_FAULTS);
  }

  @Test
  void the_timeline_is_in_the_order_of_what_happened() {
    session.state(1, null, "ENTER(load)");
    String entry = session.entry(2, "a.csv", "a");
    session.exec(3, 30, entry, null, "shell", "count", "wc", "0", null, null, null);
    session.issue(4, entry, "ERROR", "Wrong", "w", null, null, null, null);
    session.issue(5, entry, "ERROR", "Wrong", "w", null, null, null, null);
    session.log(6, null, "load", "done");
    session.state(40, entry, "EXIT(ingest)").state(41, null, "EXIT(load)");
    session.finish(50, Json.of("{}"));
    assertThat(whats(tree()))
        .containsExactly(
            "Session began",
            "ENTER(load)",
            "a.csv",
            "a.csv: ENTER(ingest)",
            "count: ok, 27 ms",
            "2 \u00D7 Wrong",
            "load: done",
            "a.csv: EXIT(ingest)",
            "EXIT(load)",
            "Session ended");
  }

  @Test
  void what_has_no_time_is_placed_by_its_neighbours() {
    String entry = session.entry(10, "a.csv", null);
    session.write(
        ledger -> {
          ledger.insertEntries(List.of(new Entry("e-1", session.sessionId(), "b.csv", null, null)));
          ledger.insertExecs(List.of(bare("x-1", null, "early")));
        });
    session.exec(20, 21, entry, null, "shell", "timed", "wc", "0", null, null, null);
    session.write(
        ledger ->
            ledger.insertExecs(List.of(bare("x-2", "x-1", "child"), bare("x-3", null, "late"))));
    SessionTree tree = tree();
    assertThat(whats(tree))
        .containsExactly(
            "Session began",
            "early: ok",
            "child: ok",
            "a.csv",
            "b.csv",
            "a.csv: ENTER(ingest)",
            "timed: ok, 1 ms",
            "late: ok");
    assertThat(tree.timeline().shown().stream().filter(TimelineEvent::placed))
        .extracting(TimelineEvent::what)
        .containsExactly("early: ok", "child: ok", "b.csv", "late: ok");
  }

  @Test
  void issues_of_which_nobody_said_when_are_one_event_of_their_kind() {
    String entry = session.entry(10, "a.csv", null);
    List<Issue> issues = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      issues.add(
          new Issue(
              "i-" + i,
              session.sessionId(),
              entry,
              i % 2 == 0 ? "Even" : "Odd",
              "m",
              null,
              null,
              null,
              null,
              null));
    }
    session.write(ledger -> ledger.insertIssues(issues));
    assertThat(whats(tree()))
        .containsExactly(
            "Session began", "a.csv", "a.csv: ENTER(ingest)", "5 \u00D7 Even", "5 \u00D7 Odd");
  }

  @Test
  void an_entry_without_a_time_is_placed_by_its_first_state() {
    session.state(5, null, "ENTER(load)");
    session.write(
        ledger -> {
          ledger.insertEntries(List.of(new Entry("e-1", session.sessionId(), "b.csv", null, null)));
        });
    session.state(20, "e-1", "ENTER(ingest)").state(30, "e-1", "EXIT(ingest)");
    assertThat(whats(tree()))
        .containsExactly(
            "Session began", "ENTER(load)", "b.csv", "b.csv: ENTER(ingest)", "b.csv: EXIT(ingest)");
  }

  @Test
  void ids_that_tell_the_order_settle_what_happened_in_the_same_millisecond() {
    session.state(1, null, "ENTER(a)");
    session.entry(1, "a.csv", null);
    session.state(1, null, "EXIT(a)");
    assertThat(whats(tree()))
        .containsExactly("Session began", "ENTER(a)", "a.csv", "a.csv: ENTER(ingest)", "EXIT(a)");
  }

  private String exec(String name, @Nullable String parent, String status) {
    return session.exec(1, 2, null, parent, "shell", name, "true", status, null, null, null);
  }

  private Exec bare(String id, @Nullable String parent, String name) {
    return new Exec(
        id,
        session.sessionId(),
        null,
        parent,
        "shell",
        null,
        name,
        "true",
        "0",
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private void log(String id, String parent, String content, @Nullable Long order) {
    Json more = Json.of("{\"session_id\":\"" + session.sessionId() + "\"}");
    session.write(
        ledger -> ledger.insertLogs(List.of(new LogEntry(id, null, parent, content, order, more))));
  }
}
