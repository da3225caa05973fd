package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.store.OpenRecording;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ledger: execs, relations of issues, lines of the log, and who records. */
abstract class LedgerExecContract extends StoreFixture {
  LedgerExecContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void execsAreReadInTheOrderInWhichTheyWereStoredWithAllThatTheySay() {
    sessions();
    Exec parent = exec("x-2", "s-1", null, Exec.NOT_ENDED);
    Exec child = exec("x-1", "s-1", "x-2", "0");
    Exec other = exec("x-0", "s-2", null, "SUCCESS");
    write(unit -> unit.ledger().insertExecs(List.of(parent, child, other)));
    assertThat(store().ledger().execs("s-1", null, 10)).containsExactly(parent, child);
    assertThat(store().ledger().execs("s-1", "x-2", 10)).containsExactly(child);
    assertThat(store().ledger().execs("s-1", null, 1)).containsExactly(parent);
    assertThat(store().ledger().execs("s-2", null, 10)).containsExactly(other);
    assertThat(List.of(parent.isSuccess(), child.isSuccess(), other.isSuccess()))
        .containsExactly(false, true, true);
  }

  @Test
  void whatAnExecCameToIsSetAtItsEnd() {
    sessions();
    Exec begun = exec("x-1", "s-1", null, Exec.NOT_ENDED);
    Exec end =
        new Exec(
            "x-1",
            "other",
            "other",
            "other",
            "other",
            "other",
            "other",
            "other",
            "3",
            "other",
            Samples.TEXT,
            "out\u0000put",
            Json.of("\"JSON\""),
            "## x",
            Json.of("{ }"));
    write(unit -> unit.ledger().insertExecs(List.of(begun)));
    write(unit -> unit.ledger().endExecs(List.of(end)));
    assertThat(store().ledger().execs("s-1", null, 10))
        .containsExactly(
            new Exec(
                "x-1",
                "s-1",
                begun.entryId(),
                begun.parentId(),
                begun.nature(),
                begun.namespace(),
                begun.identity(),
                begun.code(),
                "3",
                begun.input(),
                Samples.TEXT,
                "out\u0000put",
                Json.of("\"JSON\""),
                "## x",
                Json.of("{ }")));
    assertRefused(unit -> unit.ledger().endExecs(List.of(exec("x-9", "s-1", null, "0"))));
  }

  @Test
  void whatAnExecRefersToMustExistOrComeBeforeIt() {
    sessions();
    Exec parent = exec("x-1", "s-1", null, "0");
    Exec child = exec("x-2", "s-1", "x-1", "0");
    assertRefused(unit -> unit.ledger().insertExecs(List.of(child, parent)));
    assertRefused(unit -> unit.ledger().insertExecs(List.of(exec("x-1", "s-3", null, "0"))));
    write(unit -> unit.ledger().insertExecs(List.of(parent, child)));
    assertRefused(unit -> unit.ledger().insertExecs(List.of(parent)));
  }

  @Test
  void relationsAreThoseOfTheIssuesOfTheSession() {
    sessions();
    IssueRelation first = new IssueRelation("r-2", "i-1", "i-2", "caused-by", Json.of("{ }"));
    IssueRelation second = new IssueRelation("r-1", "i-2", "nowhere", Samples.TEXT, null);
    IssueRelation other = new IssueRelation("r-0", "i-3", "i-1", "duplicate-of", null);
    write(
        unit -> {
          unit.ledger()
              .insertIssues(List.of(issue("i-1", "s-1"), issue("i-2", "s-1"), issue("i-3", "s-2")));
          unit.ledger().insertRelations(List.of(first, other, second));
        });
    assertThat(store().ledger().relations("s-1", null, 10)).containsExactly(first, second);
    assertThat(store().ledger().relations("s-1", "r-2", 10)).containsExactly(second);
    assertThat(store().ledger().relations("s-2", null, 10)).containsExactly(other);
    assertRefused(
        unit ->
            unit.ledger()
                .insertRelations(List.of(new IssueRelation("r-3", "i-9", "i-1", "x", null))));
  }

  @Test
  void linesOfTheLogAreThoseWhoseElaborationNamesTheSession() {
    sessions();
    LogEntry first = log("l-2", null, 1L, "{\"session_id\": \"s-1\", \"exec_id\": \"x-1\"}");
    LogEntry detail = log("l-1", "l-2", 2L, "{\"session_id\":\"s-1\"}");
    LogEntry other = log("l-0", null, null, "{\"session_id\":\"s-2\"}");
    LogEntry nobody = log("l-3", null, null, null);
    write(unit -> unit.ledger().insertLogs(List.of(first, nobody, other, detail)));
    assertThat(store().ledger().logs("s-1", null, 10)).containsExactly(first, detail);
    assertThat(store().ledger().logs("s-1", "l-2", 10)).containsExactly(detail);
    assertThat(store().ledger().logs("s-2", null, 10)).containsExactly(other);
    assertThat(first.execId()).isEqualTo("x-1");
    assertRefused(unit -> unit.ledger().insertLogs(List.of(log("l-9", "l-8", null, null))));
  }

  @Test
  void idsThatSqliteWouldChangeAreRefused() {
    sessions();
    write(unit -> unit.ledger().insertIssues(List.of(issue("i-1", "s-1"))));
    for (String id : List.of("12345678", "1e5", " 7", "-0.5", "12345678901234567890123456789012")) {
      assertInvalid(() -> write(unit -> unit.ledger().insertIssues(List.of(issue(id, "s-1")))));
      assertInvalid(
          () -> write(unit -> unit.ledger().insertLogs(List.of(log(id, null, null, null)))));
      IssueRelation relation = new IssueRelation(id, "i-1", "i-1", "x", null);
      assertInvalid(() -> write(unit -> unit.ledger().insertRelations(List.of(relation))));
    }
  }

  private static void assertInvalid(Runnable write) {
    assertThatThrownBy(write::run).isInstanceOf(InvalidValue.class).hasMessageContaining("id:");
  }

  @Test
  void aSessionIsRecordedByItsOwnerUntilItIsFinished() {
    sessions();
    write(
        unit -> {
          unit.ledger().recording("s-1", 42);
          unit.ledger().recording("s-2", Long.MAX_VALUE);
        });
    assertThat(store().ledger().recordings())
        .containsExactlyInAnyOrder(
            new OpenRecording("s-1", 42), new OpenRecording("s-2", Long.MAX_VALUE));
    assertRefused(unit -> unit.ledger().recording("s-1", 42));
    assertRefused(unit -> unit.ledger().recording("s-3", 42));
    write(unit -> unit.ledger().finish("s-1", Samples.LATER, Json.of("{}"), "done"));
    assertThat(store().ledger().recordings())
        .containsExactly(new OpenRecording("s-2", Long.MAX_VALUE));
  }

  private void sessions() {
    write(
        unit -> {
          Samples.session(unit, "s-1");
          Samples.session(unit, "s-2");
          unit.ledger().insertEntries(List.of(new Entry("e-1", "s-1", "prices.csv", null, null)));
        });
  }

  private static Exec exec(String id, String sessionId, @Nullable String parentId, String status) {
    return new Exec(
        id,
        sessionId,
        "e-1",
        parentId,
        "shell",
        "space",
        "count",
        "wc -l " + Samples.TEXT,
        status,
        "in",
        null,
        Samples.TEXT,
        Json.of("{ \"nature\" : \"JSON\" }"),
        null,
        Json.of("{ \"started_at\" : \"2026-05-04T09:08:07.123Z\" }"));
  }

  private static Issue issue(String id, String sessionId) {
    return new Issue(id, sessionId, null, "PRICE", "wrong", null, null, null, null, null);
  }

  private static LogEntry log(
      String id, @Nullable String parentId, @Nullable Long order, @Nullable String elaboration) {
    return new LogEntry(
        id,
        "load",
        parentId,
        Samples.TEXT,
        order,
        elaboration == null ? null : Json.of(elaboration));
  }
}
