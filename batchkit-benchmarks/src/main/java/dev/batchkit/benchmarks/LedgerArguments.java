package dev.batchkit.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says of a measurement of the ledger.
 *
 * @param words as given
 * @param events how many events the slowest way records in a round
 * @param rounds how often each way runs
 * @param directory where the files are made
 */
record LedgerArguments(List<String> words, int events, int rounds, Path directory) {
  static final String USAGE =
      """
      java -Xmx64m -jar batchkit-benchmarks.jar ledger [options]

      --events N      how many events a round has (10000), where each waits for its commit
      --rounds N      how often each way runs (5)
      --dir DIR       where files are made (the directory for temporary files)""";

  LedgerArguments {
    words = List.copyOf(words);
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it is not as {@link #USAGE} says
   */
  static LedgerArguments parse(String... given) {
    Words words = new Words(given);
    int events = words.number("--events", 10_000, 100);
    int rounds = words.number("--rounds", 5, 1);
    Path directory = words.directory();
    boolean named = words.has("ledger");
    words.requireNothingLeft();
    if (!named) {
      throw words.notUnderstood();
    }
    return new LedgerArguments(words.given(), events, rounds, directory);
  }
}
