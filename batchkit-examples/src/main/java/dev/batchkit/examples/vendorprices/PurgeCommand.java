package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.PurgeReport;
import dev.batchkit.examples.terminal.TextTable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code vendor-prices purge}. */
@Command(
    name = "purge",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Deletes old batches. That they were there, and what was done, stays on record.%n")
final class PurgeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--days",
      paramLabel = "COUNT",
      required = true,
      description = "Batches that have not changed for so many days.")
  private long days;

  @Option(names = "--drafts", description = "Batches that were never executed, too.")
  private boolean drafts;

  @Option(names = "--dry-run", description = "Only say what would be deleted.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Screen screen = Screen.of(Objects.requireNonNull(spec));
    try (BatchKit kit = database.work()) {
      PurgeReport report =
          kit.purge(
              options -> {
                var aged = options.olderThan(Duration.ofDays(days));
                var wanted = drafts ? aged.drafts() : aged;
                return dryRun ? wanted.dryRun() : wanted;
              });
      print(screen, report);
    }
    return 0;
  }

  private static void print(Screen screen, PurgeReport report) {
    if (report.batches() == 0) {
      screen.line("No batch is that old.");
      return;
    }
    TextTable table =
        TextTable.headed(">Batch", "Type", "Status", ">Rows", "Unchanged since (UTC)");
    report
        .first()
        .forEach(
            batch ->
                table.add(
                    batch.id().toString(),
                    batch.type(),
                    batch.status().word(),
                    Screen.count(batch.rows()),
                    Screen.time(batch.since())));
    table.lines("").forEach(screen::line);
    screen.heading(
        "%s with %s %s."
            .formatted(
                batches(report.batches()),
                Screen.rows(report.rows()),
                report.dryRun() ? "would be deleted; nothing is changed" : "deleted"));
    if (report.freedBytes() > 0) {
      screen.line(Screen.count(report.freedBytes()) + " bytes are given back to the disk.");
    }
  }

  private static String batches(long count) {
    return Screen.count(count) + (count == 1 ? " batch" : " batches");
  }
}
