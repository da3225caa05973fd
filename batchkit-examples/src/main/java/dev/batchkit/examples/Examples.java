package dev.batchkit.examples;

import dev.batchkit.error.HandlerFailed;
import dev.batchkit.examples.dataquality.DataQualityCommand;
import dev.batchkit.examples.pipeline.PipelineCommand;
import dev.batchkit.examples.vendorprices.PriceListException;
import dev.batchkit.examples.vendorprices.VendorPricesCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program: one command per example. */
@Command(
    name = "batchkit-examples",
    description = "Runnable examples of batchkit.%n",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Each command has a --help of its own."})
public final class Examples implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Examples.class);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  private boolean help;

  private Examples() {}

  /**
   * Runs a command and exits: 0 done, 1 refused or failed, 2 wrong command line, if it says nothing
   * else.
   */
  public static void main(String[] args) {
    System.exit(commands(new VendorPricesCommand()).execute(args));
  }

  /** The commands; what they throw becomes a message, never a stack trace. */
  static CommandLine commands(VendorPricesCommand vendorPrices) {
    PrintWriter out = new PrintWriter(System.out, false, charset());
    return new CommandLine(new Examples())
        .addSubcommand(vendorPrices)
        .addSubcommand(new PipelineCommand())
        .addSubcommand(new DataQualityCommand())
        .setOut(out)
        .setExecutionExceptionHandler(Examples::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Which command?");
  }

  private static int explain(Exception e, CommandLine command, ParseResult parsed) {
    LOG.debug("Failed", e);
    command.getOut().flush();
    command.getErr().println(message(e));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String message(Exception e) {
    if (e instanceof HandlerFailed && e.getCause() instanceof PriceListException known) {
      return text(known);
    }
    return e instanceof HandlerFailed && e.getCause() != null
        ? text(e) + System.lineSeparator() + text(e.getCause())
        : text(e);
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** That of the terminal; UTF-8 where the system names none but ASCII. */
  private static Charset charset() {
    Charset terminal = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    return terminal.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : terminal;
  }
}
