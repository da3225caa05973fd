package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The process that is killed while it purges or makes a backup. */
final class KilledKeeping {
  private KilledKeeping() {}

  /**
   * Purges or makes a backup.
   *
   * @param arguments {@code purge} or {@code backup}, the file, the target, and, to halt at a
   *     point, its name and how often it is passed
   */
  public static void main(String[] arguments) {
    if (arguments.length > 3) {
      haltAt(arguments[3], Integer.parseInt(arguments[4]));
    }
    SqliteStore store = SqliteStore.open(Path.of(arguments[1]));
    try (BatchKit kit = BatchKit.open(store, k -> k.handler(new Effects()).discoverIn(null))) {
      say("begin");
      if (arguments[0].equals("backup")) {
        store.backup(Path.of(arguments[2]));
      } else {
        say("purged " + kit.purge(p -> p.olderThan(Duration.ZERO)).batches());
      }
    }
  }

  private static void haltAt(String point, int time) {
    Map<String, Integer> passed = new HashMap<>();
    FaultPoints.hook =
        at -> {
          if (passed.merge(at, 1, Integer::sum) == time && at.equals(point)) {
            Runtime.getRuntime().halt(9);
          }
        };
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
