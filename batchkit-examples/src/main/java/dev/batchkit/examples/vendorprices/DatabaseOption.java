package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.sqlite.SqliteStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file that a subcommand looks at, which must be there. */
final class DatabaseOption {
  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "The SQLite file. Default: ${DEFAULT-VALUE}.")
  private Path database = Path.of("prices.db");

  Path path() {
    return database;
  }

  /** Opens it to look only; whatever type a batch is of can be read. */
  BatchKit look() {
    return BatchKit.open(SqliteStore.readOnly(database), k -> k.discoverIn(null));
  }

  /** Opens it to work on it. */
  BatchKit work() {
    return BatchKit.open(SqliteStore.open(database), k -> k.handler(new VendorPrices(database)));
  }
}
