package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.Orchestration;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.Verification;
import dev.batchkit.examples.terminal.TextTable;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.StateTransition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is on record about a batch, and how to look at it without this program. */
final class AuditReport {
  private AuditReport() {}

  /** Prints the runs of a batch, and the state transitions that the ledger has of each. */
  static void printTrail(Screen screen, BatchKit kit, Batch batch) {
    List<Run> runs = kit.batches().runs(batch.id());
    TextTable table =
        TextTable.headed(
            "Run", "Started (UTC)", ">Milliseconds", ">Done", ">Failed", ">Skipped", "Outcome");
    runs.forEach(run -> add(table, run));
    screen.heading("Audit trail");
    table.lines("  ").forEach(screen::line);
    screen.line("");
    TextTable states = TextTable.headed("Run", "State of", "Time (UTC)", "From", "To", "Reason");
    runs.forEach(run -> addStates(states, run, kit.orchestration()));
    states.lines("  ").forEach(screen::line);
  }

  /** Prints the seal, and whether the batch still is what was sealed. */
  static void printSeal(Screen screen, BatchKit kit, Batch batch) {
    Verification verified = kit.batches().verify(batch.id());
    screen.line("");
    screen.fact("Seal", Objects.requireNonNullElse(batch.seal(), "none"));
    screen.fact(
        "Verified",
        verified.intact()
            ? "every part of batch %s is as it was when it was frozen".formatted(batch.id())
            : "NO: batch %s is not what was frozen, its seal would be %s"
                .formatted(batch.id(), verified.found()));
  }

  /** Prints queries for any SQLite client. */
  static void printQueries(Screen screen, Path database, Batch batch) {
    screen.heading("Look for yourself");
    List.of(
            "SELECT * FROM product ORDER BY updated_at DESC LIMIT 10",
            "SELECT row_status, row_outcome, count(*) FROM batchkit_row_vendor_prices"
                + " WHERE batch_id = %s GROUP BY 1, 2".formatted(batch.id()),
            "SELECT issue_row, issue_column, invalid_value, issue_message"
                + " FROM orchestration_session_issue LIMIT 10")
        .forEach(sql -> screen.line("  sqlite3 -box %s \"%s\"".formatted(quoted(database), sql)));
  }

  private static void add(TextTable table, Run run) {
    table.add(
        run.activity().word() + " " + run.attempt(),
        Screen.time(run.startedAt()),
        Screen.count(run.lastSeenAt().toEpochMilli() - run.startedAt().toEpochMilli()),
        Screen.count(run.done()),
        Screen.count(run.failed()),
        Screen.count(run.skipped()),
        run.outcome() == null ? "goes on" : run.outcome().name());
  }

  private static void addStates(TextTable table, Run run, Orchestration ledger) {
    Map<String, String> sources =
        ledger.entries(run.id(), null, 1_000).stream()
            .collect(Collectors.toMap(Entry::id, Entry::source));
    for (StateTransition state : ledger.states(run.id(), null, 1_000)) {
      String entry = state.entryId() == null ? null : sources.get(state.entryId());
      table.add(
          run.activity().word() + " " + run.attempt(),
          entry == null ? "the run" : PriceSource.name(entry),
          Screen.time(state.at()),
          state.from(),
          state.to(),
          Objects.requireNonNullElse(state.reason(), ""));
    }
  }

  /** A path as a shell takes it. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./\\\\:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
