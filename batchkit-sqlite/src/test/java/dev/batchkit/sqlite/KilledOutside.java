package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import java.io.IOException;
import java.nio.file.Path;

/** The program that is killed while it asks a service outside. */
final class KilledOutside {
  static final int ROWS = 400;

  private KilledOutside() {}

  /**
   * Executes one batch after the other.
   *
   * @param arguments the file, that of the service, the first key, and how many calls at a time
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Path memory = Path.of(arguments[1]);
    int concurrency = Integer.parseInt(arguments[3]);
    for (int key = Integer.parseInt(arguments[2]); ; key++) {
      execute(file, memory, "out-" + key, concurrency, true);
    }
  }

  /** Takes a batch to its end, from wherever it stands. */
  static void execute(Path file, Path memory, String key, int concurrency, boolean tells)
      throws IOException {
    try (OutsideService service = new OutsideService(memory);
        BatchKit kit =
            BatchKit.open(
                SqliteStore.openOrCreate(file),
                k -> k.handler(new Outside(service)).discoverIn(null))) {
      Batches<Outside.Line, Outside.Line> batches = kit.batches(Outside.TYPE);
      Batch batch = batches.createOrGet(b -> b.key(key).params(new Outside.Size(ROWS)));
      if (batch.rows().isEmpty()) {
        Run unused = batches.populate(batch.id());
      }
      if (tells) {
        System.out.println("executing " + key);
        System.out.flush();
      }
      RunOutcome outcome = null;
      while (!batch.isFrozen() && outcome != RunOutcome.SUCCESS) {
        outcome =
            batches.execute(batch.id(), options -> options.concurrency(concurrency)).outcome();
      }
    }
  }
}
