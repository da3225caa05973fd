package dev.batchkit.examples.vendorprices;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a person works on the rows before they are executed. */
final class Review {
  @Option(
      names = "--edit",
      description = "Walk through the rows with errors, and mend or remove each.")
  boolean edit;

  @Option(
      names = "--worksheet",
      paramLabel = "FILE",
      description = "Write the rows to a CSV file for a spreadsheet, and stop.")
  @Nullable Path worksheet;

  @Option(
      names = "--apply",
      paramLabel = "FILE",
      description = "Do the edits that were made in such a file.")
  @Nullable Path apply;
}
