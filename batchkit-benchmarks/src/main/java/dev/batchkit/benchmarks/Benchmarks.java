package dev.batchkit.benchmarks;

/** Runs the measurement that the command line names. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs with the arguments that {@link Arguments#USAGE} and {@link LedgerArguments#USAGE} say. */
  public static void main(String[] words) throws Exception {
    try {
      if (words.length > 0 && words[0].equals("ledger")) {
        LedgerArguments arguments = LedgerArguments.parse(words);
        try (Scratch scratch = Scratch.in(arguments.directory())) {
          new LedgerRates(arguments, scratch).run();
        }
      } else {
        Arguments arguments = Arguments.parse(words);
        try (Scratch scratch = Scratch.in(arguments.directory())) {
          new SideBySide(arguments, scratch).run();
        }
      }
    } catch (IllegalArgumentException e) {
      System.err.println(
          e.getMessage() + "\n\n" + Arguments.USAGE + "\n\n" + LedgerArguments.USAGE);
      System.exit(2);
    }
  }
}
