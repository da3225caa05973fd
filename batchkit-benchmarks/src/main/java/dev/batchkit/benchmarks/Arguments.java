package dev.batchkit.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
      java -Xmx64m -jar batchkit-benchmarks.jar [populate|life] [options]

      populate        create a batch and populate it
      life            create, populate, refresh, execute, seal and freeze (the default)
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
    List<String> words = new ArrayList<>(Arrays.asList(given));
    boolean rowByRow = words.remove("--row-by-row");
    List<Long> rows = numbers("--rows", value(words, "--rows", "10000,100000,1000000"));
    int rounds = number("--rounds", value(words, "--rounds", "5"), 1);
    int warmUps = number("--warm-ups", value(words, "--warm-ups", "4"), 0);
    Path directory = Path.of(value(words, "--dir", System.getProperty("java.io.tmpdir", ".")));
    boolean populate = words.remove("populate");
    boolean life = words.remove("life");
    if (!words.isEmpty() || (populate && life)) {
      throw new IllegalArgumentException("not understood: " + String.join(" ", given));
    }
    List<Phase> phases = populate ? List.of(Phase.CREATE, Phase.POPULATE) : List.of(Phase.values());
    return new Arguments(Arrays.asList(given), phases, rows, rounds, warmUps, rowByRow, directory);
  }

  private static String value(List<String> words, String option, String otherwise) {
    int at = words.indexOf(option);
    if (at < 0) {
      return otherwise;
    }
    List<String> pair = words.subList(at, Math.min(at + 2, words.size()));
    String value = pair.size() == 2 ? pair.get(1) : "";
    pair.clear();
    return value;
  }

  private static List<Long> numbers(String option, String text) {
    List<Long> numbers = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      numbers.add((long) number(option, word, 1));
    }
    return numbers;
  }

  private static int number(String option, String text, int least) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new IllegalArgumentException(option + ": must be a number of at least " + least);
  }
}
