package dev.batchkit.examples.vendorprices;

import dev.batchkit.sqlite.SqliteStore;
import dev.batchkit.store.Health;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code vendor-prices backup}. */
@Command(
    name = "backup",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Copies a file while others work on it, and checks the copy.%n")
final class BackupCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Parameters(paramLabel = "TARGET", description = "The copy; there must be no such file.")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    Screen screen = Screen.of(Objects.requireNonNull(spec));
    try (SqliteStore store = SqliteStore.open(database.path())) {
      store.backup(target);
    }
    Health health = SqliteStore.check(target);
    screen.line(health.text());
    screen.heading("%s is a copy of %s.".formatted(target, database.path()));
    return health.isSound() ? 0 : 1;
  }
}
