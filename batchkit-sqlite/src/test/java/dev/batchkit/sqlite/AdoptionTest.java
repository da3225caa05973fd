package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.batchkit.BatchKit;
import dev.batchkit.Orchestration;
import dev.batchkit.error.WrongFile;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.store.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that other programs made with SQLite's own tool are adopted, read, and added to. */
class AdoptionTest {
  private static final String DEIDENTIFIED = "ORCHSESSID-66697273742073657373696F6E20202020";
  private static final String CHECKED = "05269d28-15ae-5bd6-bd88-f949ccfa52d7";

  /** What a hand-made id became in a column whose affinity is NUMERIC: digits, an e, digits. */
  private static final String HAND_MADE = "6.973737565206279E86";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    Shell.require();
    file = directory.resolve("rssd.db");
  }

  @Test
  void a_file_of_the_documented_tables_is_adopted_read_and_added_to() throws Exception {
    Shell.run(file, Shell.script("rssd.sql"));
    AdoptionPlan plan = SqliteStore.adoptionPlan(file);
    assertThat(plan.differs()).isEmpty();
    assertThat(plan.adds())
        .contains("table batchkit_run", "view orchestration_success_rate", "table batch")
        .doesNotContain("table orchestration_session", "index idx_device__name__state");
    try (BatchKit kit = kit()) {
      Orchestration ledger = kit.orchestration();
      assertThat(ledger.sessions().page(10))
          .extracting(OrchestrationSession::id)
          .containsExactly(CHECKED, DEIDENTIFIED);
      assertThat(ledger.sessions().state(SessionState.ABANDONED).page(10))
          .extracting(OrchestrationSession::id)
          .containsExactly(CHECKED);
      read(ledger);
      add(ledger);
    }
    assertThat(SqliteStore.adoptionPlan(file)).isEqualTo(new AdoptionPlan(List.of(), List.of()));
    assertThat(SqliteStore.check(file).level()).isEqualTo(Check.Level.OK);
    assertThat(Shell.run(file, "SELECT * FROM orchestration_success_rate ORDER BY 1"))
        .containsExactly("De-identification|2|2|100.0", "Verfication and Validation|1|0|0.0");
  }

  private static void read(Orchestration ledger) {
    OrchestrationSession done = ledger.session(DEIDENTIFIED).orElseThrow();
    assertThat(done.version()).isEmpty();
    assertThat(done.startedAt()).isNotNull();
    assertThat(done.finishedAt()).isAfterOrEqualTo(done.startedAt());
    assertThat(ledger.execs(DEIDENTIFIED, null, 10))
        .extracting(Exec::status, Exec::isSuccess)
        .containsExactly(tuple("SUCCESS", true), tuple("1", false));
    OrchestrationSession open = ledger.session(CHECKED).orElseThrow();
    assertThat(open.startedAt()).isEqualTo(Instant.parse("2024-04-16T08:48:44.333Z"));
    assertThat(ledger.state(open)).isEqualTo(SessionState.ABANDONED);
    List<Issue> issues = ledger.issues(CHECKED, null, 10);
    assertThat(issues)
        .extracting(Issue::id, Issue::row)
        .containsExactly(
            tuple("1931dfcc-e8fc-597d-b1bc-65b4287e6fdf", 3L),
            tuple(HAND_MADE, null),
            tuple("12345678", null));
    assertThat(ledger.issues(CHECKED, HAND_MADE, 10)).containsExactly(issues.get(2));
    assertThat(ledger.issues(CHECKED, "12345678", 10)).isEmpty();
    assertThat(ledger.report(CHECKED).orElseThrow().markdown()).contains("Range Violation");
    assertThat(ledger.report(DEIDENTIFIED).orElseThrow().text()).isNotEmpty();
  }

  private static void add(Orchestration ledger) {
    Nature nature = Nature.of("deidentification", "De-identification");
    long before = ledger.sessions().nature("deidentification").count();
    try (Recording recording = ledger.record(nature, "1.0", Map.of("a", 1))) {
      recording.entry("b.csv", null).finish(null);
      recording.log("load", "read");
      recording.finish(null);
    }
    assertThat(ledger.sessions().nature("deidentification").count()).isEqualTo(before + 1);
  }

  @Test
  void a_file_of_a_newer_program_is_adopted_as_it_is() throws Exception {
    Shell.run(file, Shell.script("rssd-v3.sql"));
    assertThat(SqliteStore.adoptionPlan(file).differs())
        .contains(
            "table device: column tenant is more than is documented",
            "table device: column state may be NULL",
            "table orchestration_session_issue: column orchestration_session_issue_id is declared"
                + " NUMERIC instead of UUID",
            "table orchestration_session: column length is more than is documented",
            "index idx_device__name__state is another program's: it stays as it is",
            "view orchestration_session_summary is another program's: it stays as it is");
    try (BatchKit kit = kit()) {
      add(kit.orchestration());
      assertThat(kit.orchestration().sessions().count()).isEqualTo(5);
      assertThat(kit.doctor().level()).isNotEqualTo(Check.Level.OK);
    }
    assertThat(Shell.run(file, "SELECT issue_type FROM orchestration_session_summary"))
        .containsExactly("all");
    for (SchemaObject object : new Schema("").objects()) {
      if (object.isOptional()) {
        assertThat(Shell.run(file, "SELECT * FROM " + object.name() + "; SELECT 'read'"))
            .as(object.name())
            .endsWith("read");
      }
    }
    SqliteStore.open(file).close();
  }

  @Test
  void what_batchkit_could_not_use_is_refused_by_name_and_left_as_it_was() throws Exception {
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put(
        "ALTER TABLE orchestration_session DROP COLUMN diagnostics_md",
        "table orchestration_session: column diagnostics_md is missing");
    faults.put(
        remade("device", "\"boundary\" TEXT", "\"boundary\" BLOB"),
        "table device: column boundary has the affinity BLOB instead of TEXT");
    faults.put(
        remade(
            "orchestration_session_log",
            "\"orchestration_session_log_id\" UUID PRIMARY KEY NOT NULL,",
            "\"orchestration_session_log_id\" UUID NOT NULL, \"id\" INTEGER PRIMARY KEY,"),
        "column orchestration_session_log_id has another place in the primary key");
    faults.put(
        remade(
            "orchestration_session_log",
            "\"category\" TEXT",
            "\"tenant\" TEXT NOT NULL, category TEXT"),
        "column tenant is NOT NULL without a default");
    faults.put(
        remade(
            "orchestration_session_entry",
            "\"elaboration\" TEXT",
            "\"elaboration\" TEXT NOT NULL DEFAULT '{}'"),
        "column elaboration is NOT NULL, and batchkit has nothing to write there");
    faults.put(
        remade(
            "orchestration_session_exec",
            "\"narrative_md\" TEXT",
            "\"narrative_md\" TEXT AS ('x')"),
        "table orchestration_session_exec: column narrative_md is computed");
    faults.put(
        remade("orchestration_session_state", "\n);", "\n) WITHOUT ROWID;"),
        "table orchestration_session_state has no rowid");
    faults.put(
        remade(
            "orchestration_session_issue",
            "\"issue_type\" TEXT",
            "\"rule\" TEXT REFERENCES rules(id), \"issue_type\" TEXT"),
        "table orchestration_session_issue refers to a table rules, which is not there");
    faults.put(
        remade(
            "orchestration_session_log",
            "REFERENCES \"orchestration_session_log\"(\"orchestration_session_log_id\")",
            "REFERENCES \"orchestration_session_exec\"(\"orchestration_session_exec_id\")"),
        "table orchestration_session_log: column parent_exec_id refers to"
            + " orchestration_session_exec, and not to what is documented");
    faults.put(
        "CREATE TRIGGER theirs AFTER INSERT ON orchestration_session BEGIN SELECT 1; END",
        "table orchestration_session has a trigger theirs");
    faults.put(
        "DROP TABLE orchestration_session_issue_relation;"
            + " CREATE VIEW orchestration_session_issue_relation AS SELECT 1",
        "table orchestration_session_issue_relation");
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      Files.deleteIfExists(file);
      Shell.run(
          file, "PRAGMA foreign_keys = OFF;" + Shell.script("rssd.sql") + fault.getKey() + ";");
      byte[] before = Files.readAllBytes(file);
      assertThatThrownBy(() -> SqliteStore.adopt(file))
          .isInstanceOf(WrongFile.class)
          .hasMessageContaining(fault.getValue())
          .hasMessageContaining("Nothing was added");
      assertThatThrownBy(() -> SqliteStore.adoptionPlan(file)).isInstanceOf(WrongFile.class);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
  }

  @Test
  void what_batchkit_always_writes_may_be_required() throws Exception {
    String script = Shell.script("rssd-v3.sql");
    Shell.run(
        file,
        script
            .substring(0, script.indexOf("INSERT INTO"))
            .replaceAll(
                "(created_at|created_by|orch_started_at|transitioned_at) (NUMERIC|TEXT)",
                "$1 $2 NOT NULL"));
    assertThat(SqliteStore.adoptionPlan(file).differs())
        .contains(
            "table device: column created_at is NOT NULL",
            "table orchestration_nature: column created_by is NOT NULL",
            "table orchestration_session: column orch_started_at is NOT NULL",
            "table orchestration_session_state: column transitioned_at is NOT NULL");
    try (BatchKit kit = kit()) {
      add(kit.orchestration());
    }
  }

  @Test
  void a_trigger_that_comes_later_is_found_by_the_doctor() throws Exception {
    Shell.run(file, Shell.script("rssd.sql"));
    SqliteStore.adopt(file).close();
    Shell.run(file, "CREATE TRIGGER theirs AFTER INSERT ON device BEGIN SELECT 1; END;");
    assertThat(SqliteStore.check(file).text()).contains("table device has a trigger theirs");
  }

  /** Drops a table of the script and makes it again in other words. */
  private static String remade(String table, String words, String others) throws Exception {
    String script = Shell.script("rssd.sql");
    int from = script.indexOf("CREATE TABLE \"" + table + "\"");
    String text = script.substring(from, script.indexOf(";", from) + 1);
    assertThat(text).contains(words);
    return "DROP TABLE " + table + "; " + text.replace(words, others);
  }

  private BatchKit kit() {
    return BatchKit.open(SqliteStore.adopt(file), options -> options.discoverIn(null));
  }
}
