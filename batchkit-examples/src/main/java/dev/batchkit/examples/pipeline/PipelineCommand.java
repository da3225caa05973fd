package dev.batchkit.examples.pipeline;

import dev.batchkit.BatchKit;
import dev.batchkit.report.SessionReport;
import dev.batchkit.report.html.HtmlReport;
import dev.batchkit.sqlite.SqliteStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code pipeline}. */
@Command(
    name = "pipeline",
    sortOptions = false,
    description = {
      "Runs a small pipeline and records all that it does: it lists files, runs two commands of"
          + " which one fails, checks CSV files against rules and loads what is right.",
      "What happened is on record in an SQLite file, and told on an HTML page.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the pipeline came to its end, and the page is written",
      "1:it did not; what it did until then is on record",
      "2:the command line is wrong"
    })
public final class PipelineCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "The SQLite file, made if it is not there. Default: ${DEFAULT-VALUE}.")
  private Path database = Path.of("pipeline.db");

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "The page, written over if it is there. Default: ${DEFAULT-VALUE}.")
  private Path html = Path.of("pipeline.html");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  private boolean help;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (SqliteStore store = SqliteStore.openOrCreate(database);
        BatchKit kit = BatchKit.open(store)) {
      String session = new Pipeline(kit.orchestration(), store.dataSource()).run();
      SessionReport report = kit.orchestration().report(session).orElseThrow();
      write(HtmlReport.page(report));
      new Summary(out, report.tree()).print(database, html);
    }
    return 0;
  }

  private void write(String page) throws IOException {
    Path folder = html.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(html, page);
  }
}
