package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code vendor-prices show}. */
@Command(
    name = "show",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Shows the newest batches of a file, or one batch: rows, history and runs.%n")
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--batch", paramLabel = "N", description = "The batch to show.")
  private @Nullable Long batch;

  @Option(
      names = "--rows",
      paramLabel = "COUNT",
      description = "How many rows of it. Default: ${DEFAULT-VALUE}.")
  private int rows = 20;

  @Override
  public Integer call() {
    Screen screen = Screen.of(Objects.requireNonNull(spec));
    try (BatchKit kit = database.look()) {
      if (batch == null) {
        BatchList.print(screen, kit);
      } else {
        new BatchSheet(screen, kit, kit.batches().get(new BatchId(batch))).print(rows);
      }
    }
    return 0;
  }
}
