package dev.batchkit.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.SessionSelection;
import dev.batchkit.batch.Severity;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueCount;
import dev.batchkit.orchestration.LogLine;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.ProcessResult;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.SqlResult;
import dev.batchkit.report.SessionReport;
import dev.batchkit.report.html.HtmlReport;
import dev.batchkit.sqlite.SqliteStore;
import dev.batchkit.worksheet.IssueSheet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/ledger.md. */
class LedgerGuideTest {
  // shown:begin nature
  static final Nature NIGHTLY = Nature.of("nightly-load", "Nightly load");
  // shown:end

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  private SqliteStore store;
  private BatchKit kit;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.create(folder.resolve("ledger.db"));
    // shown:begin redaction
    Pattern iban = Pattern.compile("DE\\d{20}");
    kit = BatchKit.open(store, k -> k.redaction(r -> r.keys("customerNumber").pattern(iban)));
    // shown:end
    try (Connection connection = store.dataSource().getConnection()) {
      connection
          .createStatement()
          .execute("CREATE TABLE price (sku TEXT, price TEXT, currency TEXT)");
    }
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void a_session_is_recorded() {
    // shown:begin record
    String id;
    try (Recording load = kit.orchestration().record(NIGHTLY, "1.4", Map.of("day", "2026-05-04"))) {
      id = load.id();
      load.enter("files");
      try (EntryRecording file = load.entry("acme.csv", "price")) {
        file.issue(
            i ->
                i.type("Range Violation")
                    .message("The price is below zero")
                    .severity(Severity.ERROR)
                    .row(17)
                    .column("price")
                    .invalidValue("-3")
                    .remediation("Ask ACME for the right price"));
        LogLine read = file.log("load", "Read 4,025 lines");
        read.log("load", "17 of them were empty");
        file.finish(Map.of("lines", 4025));
      }
      load.exit("files");
      load.finish(Map.of("files", 1));
    }
    // shown:end
    assertThat(kit.orchestration().entries(id, null, 10)).hasSize(1);
    assertThat(kit.orchestration().logs(id, null, 10)).hasSize(2);
  }

  @Test
  void what_is_run_is_on_record() throws Exception {
    Recording load = kit.orchestration().record(NIGHTLY, "1.4", null);
    // shown:begin run
    ProcessResult version =
        load.process(p -> p.command(JAVA, "-version").timeout(Duration.ofSeconds(30)));
    SqlResult added =
        load.sql(
            store.dataSource(),
            s -> s.statement("INSERT INTO price VALUES (?, ?, ?)", "A-1", "10.00", "EUR"));
    int lines =
        load.exec(
            x -> x.nature("java").code("PriceList.read(acme.csv)").identity("read"),
            read -> {
              read.log("load", "Opened acme.csv");
              return 4025;
            });
    // shown:end
    load.finish();
    assertThat(version.isSuccess()).isTrue();
    assertThat(added.rowsAffected()).isEqualTo(1);
    assertThat(lines).isEqualTo(4025);
    assertThat(kit.orchestration().execs(load.id(), null, 10)).hasSize(3);
  }

  @Test
  void issues_are_related() {
    Recording load = kit.orchestration().record(NIGHTLY, "1.4", null);
    // shown:begin relate
    Issue cause = load.issue(i -> i.type("Missing Column").message("No column currency"));
    Issue effect = load.issue(i -> i.type("Invalid Value").message("No price can be told"));
    load.relate(effect.id(), cause.id(), "caused-by");
    // shown:end
    load.finish();
    assertThat(kit.orchestration().relations(load.id(), null, 10)).hasSize(1);
  }

  @Test
  void sessions_are_found_and_counted() {
    kit.orchestration().record(NIGHTLY, "1.4", null).finish();
    // shown:begin sessions
    SessionSelection nightly = kit.orchestration().sessions().nature("nightly-load");
    List<OrchestrationSession> newest = nightly.page(20);
    List<OrchestrationSession> older = nightly.after(newest.get(newest.size() - 1).id()).page(20);
    long abandoned = nightly.state(SessionState.ABANDONED).count();
    for (NatureStatistics nature : kit.orchestration().statistics()) {
      System.out.printf(
          "%s: %d sessions, %.1f %% succeeded, median %s, p95 %s%n",
          nature.label(), nature.sessions(), nature.successRate(), nature.median(), nature.p95());
    }
    // shown:end
    assertThat(newest).hasSize(1);
    assertThat(older).isEmpty();
    assertThat(abandoned).isZero();
  }

  @Test
  void a_session_is_reported() throws Exception {
    String id;
    try (Recording load = kit.orchestration().record(NIGHTLY, "1.4", null)) {
      id = load.id();
      load.issue(i -> i.type("Range Violation").message("too low").column("price"));
      load.finish();
    }
    // shown:begin report
    SessionReport report = kit.orchestration().report(id).orElseThrow();
    System.out.println(report.text()); // at most 40 lines, for a terminal
    String markdown = report.withInvalidValues().markdown();
    // shown:end
    // shown:begin html
    Files.writeString(folder.resolve("load.html"), HtmlReport.page(report));
    String mail = HtmlReport.mail(report); // the body of a mail, in HTML
    long issues = IssueSheet.of(kit.orchestration()).write(id, folder.resolve("issues.csv"));
    // shown:end
    assertThat(mail).contains("Nightly load");
    assertThat(issues).isEqualTo(kit.orchestration().issues(id, null, 1_000).size());
    assertThat(markdown).contains("Range Violation");
    // shown:begin read
    OrchestrationSession session = kit.orchestration().session(id).orElseThrow();
    List<IssueCount> counts = kit.orchestration().issueCounts(id);
    List<Issue> first = kit.orchestration().issues(id, null, 100);
    List<Issue> next = kit.orchestration().issues(id, first.get(first.size() - 1).id(), 100);
    // shown:end
    assertThat(session.finishedAt()).isNotNull();
    assertThat(counts).hasSize(1);
    assertThat(next).isEmpty();
  }
}
