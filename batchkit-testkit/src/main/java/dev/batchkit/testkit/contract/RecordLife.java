package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.RecordingEnded;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.LogLine;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.StateTransition;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A program records a session: what it recorded is read again, as it was recorded. */
interface RecordLife extends RecordFixture {
  /** What this test takes for a secret. */
  Pattern CANARY = Pattern.compile("canary-\\d+");

  /** What a session is called with. */
  record LoadArgs(String directory, int files) {}

  @Test
  default void aSessionIsStoredBeforeItsWorkBegins() {
    try (Recording recording = kit().orchestration().record(LOAD, "1.4", new LoadArgs("/in", 3))) {
      OrchestrationSession session = recorded(recording);
      assertThat(session.natureId()).isEqualTo("nightly-load");
      assertThat(session.version()).isEqualTo("1.4");
      assertThat(session.startedAt()).isNotNull();
      assertThat(session.finishedAt()).isNull();
      assertThat(session.diagnostics()).isNull();
      assertThat(session.args()).isEqualTo(Json.of("{\"directory\":\"/in\",\"files\":3}"));
      assertThat(store().ledger().nature("nightly-load")).contains(LOAD);
      assertThat(store().ledger().device(session.deviceId())).isPresent();
      recording.finish();
    }
  }

  @Test
  default void theDeviceIsFoundAgainWithFactsOfTheHost() {
    try (Recording first = record();
        Recording second = record()) {
      assertThat(recorded(first).deviceId()).isEqualTo(recorded(second).deviceId());
      assertThat(store().ledger().device(recorded(first).deviceId()).orElseThrow())
          .satisfies(
              device -> {
                assertThat(device.state()).isEqualTo(Json.of("\"SINGLETON\""));
                assertThat(Json.write(device.sysinfo()).members())
                    .containsKeys("os-name", "os-arch", "java-version");
              });
    }
  }

  @Test
  default void anotherLabelOfANatureIsNotRefusedAndTheStoredOneStays() {
    record().finish();
    Nature other = Nature.of(LOAD.id(), "Another label");
    try (Recording recording = kit().orchestration().record(other, "", null)) {
      recording.finish();
      assertThat(recorded(recording).natureId()).isEqualTo(LOAD.id());
    }
    assertThat(store().ledger().nature(LOAD.id())).contains(LOAD);
  }

  @Test
  default void aFinishedSessionHasItsDiagnosticsForProgramsAndForPeople() {
    try (Recording recording = record()) {
      recording.finish(Map.of("files", 3));
      OrchestrationSession session = recorded(recording);
      assertThat(session.finishedAt()).isAfterOrEqualTo(session.startedAt());
      assertThat(session.diagnostics()).isEqualTo(Json.of("{\"files\":3}"));
      assertThat(session.diagnosticsMarkdown())
          .startsWith("---")
          .contains("# Nightly load", session.id());
      assertThat(store().ledger().recordings()).isEmpty();
    }
  }

  @Test
  default void aSessionThatHasNothingToSayIsCompleted() {
    try (Recording recording = record()) {
      recording.finish();
      assertThat(recorded(recording).diagnostics())
          .isEqualTo(Json.of("{\"status\":\"completed\"}"));
      assertThat(transitions(recording)).isEmpty();
    }
  }

  @Test
  default void anEntryIsStoredBeforeItsWorkBeginsAndFinishedWithAResult() {
    try (Recording recording = record()) {
      try (EntryRecording file = recording.entry("acme.csv", "price")) {
        assertThat(kit().orchestration().entries(recording.id(), null, 10))
            .extracting(Entry::id, Entry::source, Entry::tableName)
            .containsExactly(Tuple.tuple(file.id(), "acme.csv", "price"));
        assertThat(entryStates(recording, file.id())).containsExactly("NONE > ENTER(ingest)");
        file.finish(Map.of("rows", 17));
      }
      recording.finish();
    }
    try (Recording again = record()) {
      EntryRecording file = again.entry("b.csv");
      file.finish(Map.of("rows", 17));
      assertThat(entryStates(again, file.id()))
          .containsExactly("NONE > ENTER(ingest)", "ENTER(ingest) > EXIT(ingest)");
      assertThat(transitions(again).get(1).result()).isEqualTo(Json.of("{\"rows\":17}"));
      assertThat(kit().orchestration().entries(again.id(), null, 10).get(0).at()).isNotNull();
    }
  }

  @Test
  default void logLinesAreATreeWithTheirSessionEntryAndOrder() {
    try (Recording recording = record()) {
      LogLine first = recording.log("load", "first");
      EntryRecording file = recording.entry("acme.csv");
      LogLine second = file.log("load", "");
      first.log("load", "detail 1");
      second.log("load", "detail A");
      first.log("other", "detail 2");
      recording.flush();
      List<LogEntry> lines = lines(recording);
      assertThat(lines)
          .extracting(LogEntry::category, LogEntry::content, LogEntry::parentId)
          .containsExactly(
              Tuple.tuple("load", "first", null),
              Tuple.tuple("load", "", null),
              Tuple.tuple("load", "detail 1", first.id()),
              Tuple.tuple("load", "detail A", second.id()),
              Tuple.tuple("other", "detail 2", first.id()));
      assertThat(lines).extracting(LogEntry::siblingOrder).containsExactly(0L, 1L, 0L, 0L, 1L);
      assertThat(lines).allMatch(line -> recording.id().equals(line.sessionId()));
      assertThat(lines).allMatch(line -> line.at() != null);
      assertThat(lines)
          .extracting(LogEntry::entryId)
          .containsExactly(null, file.id(), null, file.id(), null);
      recording.finish();
    }
  }

  @Test
  default void anIssueSaysWhereWhatHowBadAndWhatToDo() {
    try (Recording recording = record()) {
      Issue structural =
          recording.issue(
              i -> i.type("Structural").message("no header").severity(Severity.WARNING));
      EntryRecording file = recording.entry("acme.csv");
      Issue value =
          file.issue(
              i ->
                  i.type("Range Violation")
                      .message("17 is not between 1 and 10")
                      .row(5_000_000_000L)
                      .column("price")
                      .invalidValue("17")
                      .remediation("Give a smaller one.")
                      .elaboration(Map.of("rule", "r1", "severity", "mine")));
      file.finish();
      assertThat(issues(recording)).containsExactly(structural, value);
      assertThat(structural.severity()).isEqualTo("WARNING");
      assertThat(structural.entryId()).isNull();
      assertThat(value.severity()).isEqualTo("ERROR");
      assertThat(value.entryId()).isEqualTo(file.id());
      assertThat(value.at()).isNotNull();
      assertThat(Json.write(value.elaboration()).members()).containsEntry("rule", "r1");
      recording.finish();
    }
  }

  @Test
  default void anIssueNeedsATypeAndAMessage() {
    try (Recording recording = record()) {
      assertThatThrownBy(() -> recording.issue(i -> i.message("x")))
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("type is missing");
      assertThatThrownBy(() -> recording.issue(i -> i.type("x").message(" ")))
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("message is blank");
      recording.finish();
      assertThat(issues(recording)).isEmpty();
    }
  }

  @Test
  default void issuesAreRelatedWhetherTheyAreStoredOrWait() {
    try (Recording recording = record()) {
      Issue first = recording.issue(i -> i.type("T").message("first"));
      recording.flush();
      Issue second = recording.issue(i -> i.type("T").message("second"));
      recording.relate(second.id(), first.id(), "duplicate-of");
      recording.finish();
      assertThat(kit().orchestration().relations(recording.id(), null, 10))
          .extracting(IssueRelation::issueId, IssueRelation::relatedId, IssueRelation::nature)
          .containsExactly(Tuple.tuple(second.id(), first.id(), "duplicate-of"));
    }
  }

  @Test
  default void issuesThatAreNotThereAreNotRelated() {
    try (Recording recording = record()) {
      Issue issue = recording.issue(i -> i.type("T").message("first"));
      assertThatThrownBy(() -> recording.relate(issue.id(), "no-such", "caused-by"))
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("otherId");
      assertThatThrownBy(() -> recording.relate("no-such", issue.id(), "caused-by"))
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("issueId");
      assertThatThrownBy(() -> recording.relate(issue.id(), issue.id(), "caused-by"))
          .isInstanceOf(InvalidValue.class);
      recording.finish();
      assertThat(kit().orchestration().relations(recording.id(), null, 10)).isEmpty();
    }
  }

  @Test
  default void aTextThatCannotBeStoredExactlyIsRefusedByName() {
    try (Recording recording = record()) {
      String half = "x\uD83D";
      assertThatThrownBy(() -> recording.log("load", half))
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("content has an unpaired surrogate at character 1");
      assertThatThrownBy(() -> recording.issue(i -> i.type("T").message(half)))
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("message");
      assertThatThrownBy(() -> recording.entry(half)).isInstanceOf(InvalidValue.class);
      assertThatThrownBy(() -> recording.enter(half)).isInstanceOf(InvalidValue.class);
      assertThatThrownBy(() -> recording.finish(Map.of("x", half)))
          .isInstanceOf(InvalidValue.class);
      recording.log("load", "odd \u0000 but whole \uD83E\uDD16");
      recording.finish();
      assertThat(lines(recording))
          .extracting(LogEntry::content)
          .containsExactly("odd \u0000 but whole \uD83E\uDD16");
    }
  }

  @Test
  default void whatHasEndedRecordsNothingMore() {
    Recording recording = record();
    EntryRecording file = recording.entry("acme.csv");
    LogLine line = file.log("load", "read");
    file.finish();
    assertThatThrownBy(() -> file.log("load", "late")).isInstanceOf(RecordingEnded.class);
    assertThatThrownBy(file::finish).isInstanceOf(RecordingEnded.class);
    assertThatThrownBy(() -> line.log("load", "late")).isInstanceOf(RecordingEnded.class);
    EntryRecording open = recording.entry("other.csv");
    recording.finish();
    for (Runnable late :
        List.<Runnable>of(
            () -> recording.log("load", "late"),
            () -> recording.issue(i -> i.type("T").message("late")),
            () -> recording.enter("late"),
            () -> recording.entry("late"),
            () -> recording.finish(Map.of()),
            () -> open.log("load", "late"),
            open::finish)) {
      assertThatThrownBy(late::run)
          .isInstanceOfSatisfying(
              RecordingEnded.class, e -> assertThat(e.sessionId()).isEqualTo(recording.id()));
    }
    recording.close();
    open.close();
    assertThat(lines(recording)).hasSize(1);
    assertThat(recorded(recording).diagnostics()).isEqualTo(Json.of("{\"status\":\"completed\"}"));
  }

  @Test
  default void whatWaitsForTheStoreIsRefusedInsideAUnit() {
    Recording recording = record();
    EntryRecording file = recording.entry("acme.csv");
    boolean unused =
        store()
            .inUnit(
                "contract",
                unit -> {
                  assertThatThrownBy(this::record).isInstanceOf(InsideUnit.class);
                  assertThatThrownBy(() -> recording.entry("x")).isInstanceOf(InsideUnit.class);
                  assertThatThrownBy(file::finish).isInstanceOf(InsideUnit.class);
                  assertThatThrownBy(recording::flush).isInstanceOf(InsideUnit.class);
                  assertThatThrownBy(recording::finish).isInstanceOf(InsideUnit.class);
                  return true;
                });
    file.finish();
    recording.finish();
    assertThat(kit().orchestration().entries(recording.id(), null, 10)).hasSize(1);
  }

  @Test
  default void tablesAreCheckedOnStoresWithSqlOnly() {
    Recording recording = record();
    if (!store().hasSql()) {
      assertThatThrownBy(() -> recording.check("price", rules -> rules.required("sku")))
          .isInstanceOf(UnsupportedByStore.class);
    } else {
      assertThatThrownBy(() -> recording.check("no_such_table", rules -> rules.required("sku")))
          .isInstanceOf(InvalidValue.class);
    }
    recording.finish();
    assertThat(issues(recording)).isEmpty();
  }

  @Test
  default void noSecretIsStoredWhereverItIsRecorded() throws Exception {
    BatchKit strict = another(options -> options.redaction(r -> r.keys("iban").pattern(CANARY)));
    Recording recording =
        strict
            .orchestration()
            .record(LOAD, "1", Map.of("password", "p-1", "iban", List.of("p-2"), "user", "ann"));
    EntryRecording file = recording.entry("ftp://ann:p-3@host/acme.csv");
    file.log("load", "canary-4711 with --token p-4").log("load", "Authorization: Basic cC01cC01");
    file.issue(
        i ->
            i.type("T")
                .message("secret=p-6")
                .column("iban")
                .invalidValue("p-7")
                .remediation("pwd: p-8")
                .elaboration(Map.of("api_key", "p-9")));
    file.state("CHECKED", "password=p-10", Map.of("iban", "p-11"));
    file.error("check", new IllegalStateException("iban=p-12 canary-1"));
    String given =
        file.exec(
            e -> e.nature("n").code("run --password p-13").input("secret: p-14"),
            exec -> {
              exec.output("token=p-15");
              exec.narrative("iban=p-16");
              return "p-17";
            });
    var unused =
        file.process(p -> p.command("echo", "--password", "p-18").environment("PWD2", "p-19"));
    file.finish(Map.of("credentials", Map.of("x", "p-20")));
    recording.finish(Map.of("cookie", "p-21"));
    assertThat(given).isEqualTo("p-17");
    String everything =
        String.join(
            "\n",
            text(recorded(recording).args()),
            text(recorded(recording).diagnostics()),
            String.valueOf(recorded(recording).diagnosticsMarkdown()),
            kit().orchestration().entries(recording.id(), null, 10).toString(),
            lines(recording).toString(),
            issues(recording) + text(issues(recording).get(0).elaboration()),
            transitions(recording).toString(),
            execs(recording).toString());
    for (StateTransition state : transitions(recording)) {
      everything += text(state.result()) + text(state.elaboration());
    }
    for (Exec exec : execs(recording)) {
      everything += text(exec.elaboration());
    }
    assertThat(everything).doesNotContainPattern("p-\\d|canary-\\d|cC01").contains("***", "ann");
  }

  private static String text(@Nullable Json json) {
    return json == null ? "" : json.text();
  }
}
