package dev.batchkit.benchmarks;

/** Runs the measurement that the command line names. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs with the arguments that {@link Arguments#USAGE}, {@link LedgerArguments#USAGE} and {@link
   * CompletenessArguments#USAGE} say.
   */
  public static void main(String[] words) throws Exception {
    try {
      run(words.length > 0 ? words[0] : "", words);
    } catch (IllegalArgumentException e) {
      System.err.println(
          String.join(
              "\n\n",
              String.valueOf(e.getMessage()),
              Arguments.USAGE,
              LedgerArguments.USAGE,
              CompletenessArguments.USAGE));
      System.exit(2);
    }
  }

  private static void run(String measurement, String... words) throws Exception {
    switch (measurement) {
      case "ledger" -> {
        LedgerArguments arguments = LedgerArguments.parse(words);
        try (Scratch scratch = Scratch.in(arguments.directory())) {
          new LedgerRates(arguments, scratch).run();
        }
      }
      case "completeness" -> {
        CompletenessArguments arguments = CompletenessArguments.parse(words);
        try (Scratch scratch = Scratch.in(arguments.directory())) {
          new CompletenessTimes(arguments, scratch).run();
        }
      }
      default -> {
        Arguments arguments = Arguments.parse(words);
        try (Scratch scratch = Scratch.in(arguments.directory())) {
          new SideBySide(arguments, scratch).run();
        }
      }
    }
  }
}
