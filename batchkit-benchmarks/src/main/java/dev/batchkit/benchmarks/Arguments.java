package dev.batchkit.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says.
 *
 * @param words as given
 * @param phases what is measured
 * @param rows the sizes
 * @param rounds how often each side runs at each size
 * @param warmUps how often each side runs before anything is measured
 * @param rowByRow whether the handler writes products one by one
 * @param directory where the files are made
 */
record Arguments(
    List<String> words,
    List<Phase> phases,
    List<Long> rows,
    int rounds,
    int warmUps,
    boolean rowByRow,
    Path directory) {
  static final String USAGE =
      """
      java -Xmx64m -jar batchkit-benchmarks.jar [populate|life|ledger] [options]

      populate        create a batch and populate it
      life            create, populate, refresh, execute, seal and freeze (the default)
      ledger          events a second
      --rows A,B,..   how many rows (10000,100000,1000000)
      --rounds N      how often each side runs (5)
      --warm-ups N    how often each side runs before that, with 100,000 rows (4)
      --row-by-row    batchkit's handler writes products by one statement per row
      --dir DIR       where files are made (the directory for temporary files)""";

  Arguments {
    words = List.copyOf(words);
    phases = List.copyOf(phases);
    rows = List.copyOf(rows);
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it is not as {@link #USAGE} says
   */
  static Arguments parse(String... given) {
    Words words = new Words(given);
    boolean rowByRow = words.has("--row-by-row");
    List<Long> rows = words.numbers("--rows", "10000,100000,1000000");
    int rounds = words.number("--rounds", 5, 1);
    int warmUps = words.number("--warm-ups", 4, 0);
    Path directory = words.directory();
    boolean populate = words.has("populate");
    boolean life = words.has("life");
    words.requireNothingLeft();
    if (populate && life) {
      throw words.notUnderstood();
    }
    List<Phase> phases = populate ? List.of(Phase.CREATE, Phase.POPULATE) : List.of(Phase.values());
    return new Arguments(words.given(), phases, rows, rounds, warmUps, rowByRow, directory);
  }
}
