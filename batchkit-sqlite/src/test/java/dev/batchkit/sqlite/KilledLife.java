package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The process that is killed: it lives batches, and says each step before and after it. */
final class KilledLife {
  private KilledLife() {}

  /**
   * Lives batches.
   *
   * @param arguments the file, the first key, how many batches, and, to halt at a point, its name
   *     and how often it is passed
   */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    int first = Integer.parseInt(arguments[1]);
    int last = first + Integer.parseInt(arguments[2]) - 1;
    if (arguments.length > 3) {
      haltAt(arguments[3], Integer.parseInt(arguments[4]));
    }
    say("open");
    try (BatchKit kit = Life.open(file)) {
      say("opened");
      Life life = new Life(kit, Life.ROWS, KilledLife::say);
      for (int key = first; key <= last; key++) {
        life.live("life-" + key);
      }
    }
    say("closed");
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
