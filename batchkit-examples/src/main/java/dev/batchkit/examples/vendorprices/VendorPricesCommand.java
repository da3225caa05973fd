package dev.batchkit.examples.vendorprices;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code vendor-prices}. */
@Command(
    name = "vendor-prices",
    sortOptions = false,
    subcommands = {
      ShowCommand.class,
      VerifyCommand.class,
      PurgeCommand.class,
      BackupCommand.class,
      DoctorCommand.class
    },
    description = {
      "Imports a vendor's price list into the table product of an SQLite file.",
      "The list becomes a batch: its rows are checked, shown with their problems, and executed"
          + " exactly once. A list that was imported is not imported again; one whose import was"
          + " killed is gone on with.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the list is imported, now or by an earlier run",
      "1:it is not: refused, not confirmed, or failed",
      "2:the command line is wrong"
    })
public final class VendorPricesCommand implements Callable<Integer> {
  private static final int LEAST_JUMP = 1;
  private static final String MAY = "acme-2026-05";

  private final Function<PrintWriter, Screen> screens;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "The list, a CSV file with a header. Without it: a list that is shipped.")
  private @Nullable Path csv;

  @Option(
      names = "--sample",
      paramLabel = "NAME",
      description = "Which shipped list: acme-2026-05 or acme-2026-06. Default: ${DEFAULT-VALUE}.")
  private String sample = MAY;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "The SQLite file, made if it is not there. Default: ${DEFAULT-VALUE}.")
  private Path database = Path.of("prices.db");

  @Option(names = "--yes", description = "Execute without asking, rows with errors left out.")
  private boolean yes;

  @Mixin private Review review = new Review();

  @Option(
      names = "--sku-column",
      paramLabel = "NAME",
      description = "The column with article numbers. Default: ${DEFAULT-VALUE}.")
  private String skuColumn = "SKU";

  @Option(
      names = "--name-column",
      paramLabel = "NAME",
      description = "The column with product names. Default: ${DEFAULT-VALUE}.")
  private String nameColumn = "Product Name";

  @Option(
      names = "--price-column",
      paramLabel = "NAME",
      description = "The column with prices. Default: ${DEFAULT-VALUE}.")
  private String priceColumn = "Unit Price";

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "The character encoding of the list. Default: ${DEFAULT-VALUE}.")
  private Charset encoding = StandardCharsets.UTF_8;

  @Option(
      names = "--jump",
      paramLabel = "PERCENT",
      description = "Warn when a price moves by more than this. Default: ${DEFAULT-VALUE}.")
  private int jump = 50;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  private boolean help;

  /** The command for the terminal that the program was started in. */
  public VendorPricesCommand() {
    this(Screen::ofTerminal);
  }

  VendorPricesCommand(Function<PrintWriter, Screen> screens) {
    this.screens = screens;
  }

  @Override
  public Integer call() throws PriceListException, IOException, SQLException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (jump < LEAST_JUMP) {
      throw new ParameterException(
          command.commandLine(), "--jump is a percentage: a whole number from 1 on.");
    }
    PriceList list = list();
    PriceListReader.open(list).close();
    Screen screen = screens.apply(command.commandLine().getOut());
    int exitCode = new PriceImport(screen, database, yes, review).run(list);
    if (csv == null && sample.equals(MAY)) {
      screen.heading("The vendor's next list, with prices that jump: --sample acme-2026-06");
    }
    return exitCode;
  }

  private PriceList list() throws PriceListException {
    String source = csv == null ? PriceSource.shipped(sample) : PriceSource.file(csv);
    PriceSource.Fingerprint content = PriceSource.fingerprint(source);
    return new PriceList(
        source,
        content.sha256(),
        content.lines(),
        encoding.name(),
        skuColumn,
        nameColumn,
        priceColumn,
        jump);
  }
}
