package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.FullVerification;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code vendor-prices verify}. */
@Command(
    name = "verify",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Compares every frozen batch with its seal and with the ledger.%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:everything is as it was frozen", "1:something is not"})
final class VerifyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Override
  public Integer call() {
    Screen screen = Screen.of(Objects.requireNonNull(spec));
    try (BatchKit kit = database.look()) {
      FullVerification found = kit.verifyAll();
      found.faults().forEach(fault -> screen.line(fault.text()));
      screen.line(
          found.intact()
              ? "%s frozen, every part as it was when it was frozen."
                  .formatted(batches(found.sealed()))
              : "%s frozen, %s NOT as they should be."
                  .formatted(batches(found.sealed()), Screen.count(found.faults().size())));
      return found.intact() ? 0 : 1;
    }
  }

  private static String batches(long count) {
    return Screen.count(count) + (count == 1 ? " batch is" : " batches are");
  }
}
