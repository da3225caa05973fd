package dev.batchkit.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words of a command line, each taken out by whoever understands it. */
final class Words {
  private final List<String> given;
  private final List<String> left;

  Words(String... words) {
    given = List.of(words);
    left = new ArrayList<>(Arrays.asList(words));
  }

  List<String> given() {
    return given;
  }

  /** Whether a word is there. */
  boolean has(String word) {
    return left.remove(word);
  }

  /** The word after an option. */
  String value(String option, String otherwise) {
    int at = left.indexOf(option);
    if (at < 0) {
      return otherwise;
    }
    List<String> pair = left.subList(at, Math.min(at + 2, left.size()));
    String value = pair.size() == 2 ? pair.get(1) : "";
    pair.clear();
    return value;
  }

  List<Long> numbers(String option, String otherwise) {
    List<Long> numbers = new ArrayList<>();
    for (String word : value(option, otherwise).split(",", -1)) {
      numbers.add((long) parse(option, word, 1));
    }
    return numbers;
  }

  int number(String option, int otherwise, int least) {
    return parse(option, value(option, String.valueOf(otherwise)), least);
  }

  /** Where files are made. */
  Path directory() {
    return Path.of(value("--dir", System.getProperty("java.io.tmpdir", ".")));
  }

  /** Refuses what nobody understood. */
  void requireNothingLeft() {
    if (!left.isEmpty()) {
      throw notUnderstood();
    }
  }

  IllegalArgumentException notUnderstood() {
    return new IllegalArgumentException("not understood: " + String.join(" ", given));
  }

  private static int parse(String option, String text, int least) {
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
