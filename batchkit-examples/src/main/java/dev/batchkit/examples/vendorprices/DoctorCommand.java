package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.store.Health;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code vendor-prices doctor}. */
@Command(
    name = "doctor",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Looks whether a file is sound; changes nothing.%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is sound", "1:it is not"})
final class DoctorCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Override
  public Integer call() {
    Screen screen = Screen.of(Objects.requireNonNull(spec));
    try (BatchKit kit = database.look()) {
      Health health = kit.doctor();
      screen.line(health.text());
      return health.isSound() ? 0 : 1;
    }
  }
}
