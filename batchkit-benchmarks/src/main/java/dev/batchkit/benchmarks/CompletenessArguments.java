package dev.batchkit.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says of a measurement of completeness.
 *
 * @param words as given
 * @param rows how many rows each of the two tables has
 * @param rounds how often each way runs
 * @param directory where the files are made
 */
record CompletenessArguments(List<String> words, int rows, int rounds, Path directory) {
  static final String USAGE =
      """
      java -Xmx64m -jar batchkit-benchmarks.jar completeness [options]

      --rows N        how many rows each of the two tables has (1000000)
      --rounds N      how often each way runs (3)
      --dir DIR       where files are made (the directory for temporary files)""";

  CompletenessArguments {
    words = List.copyOf(words);
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it is not as {@link #USAGE} says
   */
  static CompletenessArguments parse(String... given) {
    Words words = new Words(given);
    int rows = words.number("--rows", 1_000_000, 100);
    int rounds = words.number("--rounds", 3, 1);
    Path directory = words.directory();
    boolean named = words.has("completeness");
    words.requireNothingLeft();
    if (!named) {
      throw words.notUnderstood();
    }
    return new CompletenessArguments(words.given(), rows, rounds, directory);
  }
}
