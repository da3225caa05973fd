package dev.batchkit.examples.dataquality;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Run;
import dev.batchkit.json.Json;
import dev.batchkit.report.IndicatorReport;
import dev.batchkit.report.html.HtmlReport;
import dev.batchkit.session.Quality;
import dev.batchkit.sqlite.SqliteStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code data-quality}. */
@Command(
    name = "data-quality",
    sortOptions = false,
    description = {
      "Measures a warehouse of orders against the shop that they come from, by five indicators: are"
          + " all orders there, is it up to date, do they arrive in time, are their amounts right, is"
          + " the revenue as usual.",
      "The two databases are made beside the file that keeps what was measured. The first run makes"
          + " and measures two weeks of loads; every further run adds a load and measures it.%n"
    },
    exitCodeOnInvalidInput = 64,
    exitCodeOnExecutionException = 2,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was measured, and nothing alerts",
      "1:everything was measured, and something alerts",
      "2:something could not be measured",
      "64:the command line is wrong"
    })
public final class DataQualityCommand implements Callable<Integer> {
  private static final String GROUP = "orders";
  private static final int HISTORY = 14;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description =
          "The SQLite file that keeps what was measured, made if it is not there."
              + " Default: ${DEFAULT-VALUE}.")
  private Path database = Path.of("data-quality.db");

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "The page, written over if it is there. Default: ${DEFAULT-VALUE}.")
  private Path html = Path.of("data-quality.html");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  private boolean help;

  @Override
  public Integer call() throws IOException, SQLException {
    OrderDatabase shop = new OrderDatabase(beside("shop"));
    OrderDatabase warehouse = new OrderDatabase(beside("warehouse"));
    shop.create();
    warehouse.create();
    int last = shop.lastLoad();
    for (int daysAgo = last == 0 ? HISTORY : 0; daysAgo > 0; daysAgo--) {
      Clock then = Clock.offset(Clock.systemUTC(), Duration.ofDays(-daysAgo));
      measure(shop, warehouse, ++last, then, null);
    }
    return measure(shop, warehouse, ++last, Clock.systemUTC(), out());
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private Path beside(String name) {
    String file = String.valueOf(database.getFileName());
    int dot = file.lastIndexOf('.');
    String stem = dot > 0 ? file.substring(0, dot) : file;
    return database.resolveSibling(stem + "-" + name + (dot > 0 ? file.substring(dot) : ""));
  }

  /** Adds a load to both databases, and measures it; says so where somebody reads. */
  private int measure(
      OrderDatabase shop,
      OrderDatabase warehouse,
      int number,
      Clock clock,
      @Nullable PrintWriter out)
      throws IOException, SQLException {
    Load load = Load.ending(number, clock.instant());
    shop.add(number, load.shop());
    warehouse.add(number, load.warehouse());
    try (BatchKit kit =
        BatchKit.open(
            SqliteStore.openOrCreate(database),
            k ->
                k.clock(clock)
                    .dataSource("shop", shop.source())
                    .dataSource("warehouse", warehouse.source()))) {
      kit.indicators().load(definitions());
      Run run = kit.indicators().measure(GROUP);
      Quality quality = kit.indicators().sessions().batch(run.batchId()).quality();
      if (out != null) {
        tell(kit.indicators().report(run.batchId()), out);
      }
      return quality.notMeasured() > 0 ? 2 : quality.alerted() > 0 ? 1 : 0;
    }
  }

  private static Json definitions() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DataQualityCommand.class.getResourceAsStream("indicators.json"))) {
      return Json.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void tell(IndicatorReport report, PrintWriter out) throws IOException {
    Path folder = html.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(html, HtmlReport.page(report));
    out.print(report.text());
    out.println();
    out.println("Open " + html + " in a browser, or ask the file itself:");
    out.println(
        "  sqlite3 -box %s \"SELECT verdict, count(*) FROM batchkit_session GROUP BY verdict\""
            .formatted(database));
    out.flush();
  }
}
